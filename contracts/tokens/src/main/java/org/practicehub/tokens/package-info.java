/** What services have in common where they look at tokens. */
@NullMarked
package org.practicehub.tokens;

import org.jspecify.annotations.NullMarked;
