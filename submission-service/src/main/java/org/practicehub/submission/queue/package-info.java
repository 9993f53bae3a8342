/** What waits for a decision: in which order, how long already, and how long it takes. */
@NullMarked
package org.practicehub.submission.queue;

import org.jspecify.annotations.NullMarked;
