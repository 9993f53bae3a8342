/** The review desk: the queue of what waits, and the decisions moderators take. */
@NullMarked
package org.practicehub.submission.review;

import org.jspecify.annotations.NullMarked;
