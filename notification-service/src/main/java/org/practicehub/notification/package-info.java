/** Subscriptions, matching and delivery: everyone told once, every message accounted for. */
@NullMarked
package org.practicehub.notification;

import org.jspecify.annotations.NullMarked;
