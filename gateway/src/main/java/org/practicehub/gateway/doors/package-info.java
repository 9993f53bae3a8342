/** What every request passes before anything else: path checks, limits, headers, sign-in. */
@NullMarked
package org.practicehub.gateway.doors;

import org.jspecify.annotations.NullMarked;
