/** Sign-in of people at the identity provider; their tokens stay on the server. */
@NullMarked
package org.practicehub.gateway.signin;

import org.jspecify.annotations.NullMarked;
