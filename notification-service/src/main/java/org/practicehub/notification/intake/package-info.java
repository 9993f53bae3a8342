/** Records as they come from Kafka in batches: decoded one by one, the unreadable put aside. */
@NullMarked
package org.practicehub.notification.intake;

import org.jspecify.annotations.NullMarked;
