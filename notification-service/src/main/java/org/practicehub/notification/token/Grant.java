package org.practicehub.notification.token;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a token stands for.
 *
 * @param subscriber the person
 * @param object what may be acted upon, for instance the id of a subscription
 * @param expiresAt absent for links that must work as long as the mail is kept
 */
public record Grant(
        Purpose purpose, String subscriber, String object, @Nullable Instant expiresAt) {}
