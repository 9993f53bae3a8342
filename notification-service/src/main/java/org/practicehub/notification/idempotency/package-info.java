/** Requests that may be sent twice and count once. */
@NullMarked
package org.practicehub.notification.idempotency;

import org.jspecify.annotations.NullMarked;
