/** From a published practice to slices of subscribers, through a stored fan-out job. */
@NullMarked
package org.practicehub.notification.planning;

import org.jspecify.annotations.NullMarked;
