/** What has happened to a submission, and what its contributor and the moderators say about it. */
@NullMarked
package org.practicehub.submission.timeline;

import org.jspecify.annotations.NullMarked;
