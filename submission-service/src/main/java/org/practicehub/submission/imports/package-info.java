/** Many practices at once, as JSON Lines with ids of the sender's own. */
@NullMarked
package org.practicehub.submission.imports;

import org.jspecify.annotations.NullMarked;
