/** The record of what was published: every approved revision of a practice. */
@NullMarked
package org.practicehub.submission.revisions;

import org.jspecify.annotations.NullMarked;
