/** Which path leads to which service, and how requests are carried there. */
@NullMarked
package org.practicehub.gateway.routes;

import org.jspecify.annotations.NullMarked;
