/**
 * Submissions, the review desk, topics and imports: the single writer of practices and the record
 * of their revisions.
 */
@NullMarked
package org.practicehub.submission;

import org.jspecify.annotations.NullMarked;
