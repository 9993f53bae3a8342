package org.practicehub.submission.practice;

import java.time.Instant;

/**
 * What readers see of a practice at present.
 *
 * @param notifiableRevision the newest revision that subscribers are told of; 0 when none was
 * @param generation of the tagger whose tags readers see; 0 when the machine's tags were not waited
 *     for, or it was published before this was noted
 * @see org.practicehub.events.PracticePublished
 */
public record Publication(
        int revision,
        String title,
        Instant firstPublishedAt,
        Instant revisedAt,
        int notifiableRevision,
        Instant notifiableAt,
        int generation) {

    Publication titled(String other) {
        return new Publication(
                revision,
                other,
                firstPublishedAt,
                revisedAt,
                notifiableRevision,
                notifiableAt,
                generation);
    }

    Publication taggedBy(int other) {
        return new Publication(
                revision,
                title,
                firstPublishedAt,
                revisedAt,
                notifiableRevision,
                notifiableAt,
                other);
    }
}
