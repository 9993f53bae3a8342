/** Takes in what the tagging service suggests. */
@NullMarked
package org.practicehub.submission.tags;

import org.jspecify.annotations.NullMarked;
