/** Brings the views in memory up to date before the service says that it is ready. */
@NullMarked
package org.practicehub.submission.start;

import org.jspecify.annotations.NullMarked;
