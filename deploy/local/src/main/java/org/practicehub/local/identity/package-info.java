/** An OpenID Connect provider with demo accounts, for this machine only. */
@NullMarked
package org.practicehub.local.identity;

import org.jspecify.annotations.NullMarked;
