package org.practicehub.submission.practice;

import java.time.Instant;

/**
 * What readers see of a practice at present.
 *
 * @param notifiableRevision the newest revision that subscribers are told of; 0 when none was
 * @see org.practicehub.events.PracticePublished
 */
public record Publication(
        int revision,
        String title,
        Instant firstPublishedAt,
        Instant revisedAt,
        int notifiableRevision,
        Instant notifiableAt) {

    Publication titled(String other) {
        return new Publication(
                revision, other, firstPublishedAt, revisedAt, notifiableRevision, notifiableAt);
    }
}
