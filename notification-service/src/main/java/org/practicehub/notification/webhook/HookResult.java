package org.practicehub.notification.webhook;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** How one attempt to post a message ended. */
public sealed interface HookResult {

    /** Answered with 2xx in time. */
    record Delivered(int status) implements HookResult {}

    /**
     * Anything else: to be tried again.
     *
     * @param retryAfter what the other side asks to wait for; at most a day
     */
    record Failed(String why, @Nullable Duration retryAfter) implements HookResult {}

    /** 410: the endpoint wants nothing any more. */
    record Gone() implements HookResult {}
}
