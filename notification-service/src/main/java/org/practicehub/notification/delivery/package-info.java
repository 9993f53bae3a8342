/** From a slice to ledger entries, and from entries to messages on their way. */
@NullMarked
package org.practicehub.notification.delivery;

import org.jspecify.annotations.NullMarked;
