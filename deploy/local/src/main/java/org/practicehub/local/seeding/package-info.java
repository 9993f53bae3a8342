/** Hands in the first practices over HTTP, as anybody would, and has them approved. */
@NullMarked
package org.practicehub.local.seeding;

import org.jspecify.annotations.NullMarked;
