/** What a look at a submission finds, for moderators and contributors to weigh; nothing blocks. */
@NullMarked
package org.practicehub.submission.checks;

import org.jspecify.annotations.NullMarked;
