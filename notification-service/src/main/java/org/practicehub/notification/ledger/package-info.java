/** Every message that is owed, was sent or was given up, and the queue of those to be sent now. */
@NullMarked
package org.practicehub.notification.ledger;

import org.jspecify.annotations.NullMarked;
