package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;

/**
 * Why a submission is no longer open.
 *
 * @param reason the code of a {@link RejectionReason}, {@code withdrawn} or {@code merged}
 * @param message in somebody's words
 * @param mergedInto the practice that took its place, when it was a duplicate
 */
public record Closing(String reason, @Nullable String message, @Nullable String mergedInto) {}
