/** The addresses in a content, and what was found when they were visited. */
@NullMarked
package org.practicehub.submission.links;

import org.jspecify.annotations.NullMarked;
