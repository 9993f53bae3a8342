package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.likeness.Fingerprint;

/**
 * What views in memory need to know of every submission there is.
 *
 * @param owner the subject
 * @param open whether somebody or something waits for it
 * @param fingerprint of what was handed in; nothing when nothing was yet
 */
public record Stored(
        PracticeId id,
        String owner,
        Status status,
        long version,
        boolean open,
        @Nullable Fingerprint fingerprint,
        boolean published) {}
