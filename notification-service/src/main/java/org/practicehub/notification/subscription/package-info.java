/** Who wants to hear of what: double opt-in, limits, lists by criteria, and leaving again. */
@NullMarked
package org.practicehub.notification.subscription;

import org.jspecify.annotations.NullMarked;
