/** Endpoints of accounts: where they are, what signs for them, and how one message is posted. */
@NullMarked
package org.practicehub.notification.webhook;

import org.jspecify.annotations.NullMarked;
