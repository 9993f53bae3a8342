package org.practicehub.events;

import org.jspecify.annotations.Nullable;

/**
 * When a practice ran. Both ends are ISO 8601 years, months or days ({@code 2019}, {@code 2019-11},
 * {@code 2019-11-30}), inclusive; an absent end is open.
 */
public record Period(@Nullable String from, @Nullable String to) {}
