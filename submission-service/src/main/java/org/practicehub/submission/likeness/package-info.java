/** What texts say in a few bytes, and which of many are alike. */
@NullMarked
package org.practicehub.submission.likeness;

import org.jspecify.annotations.NullMarked;
