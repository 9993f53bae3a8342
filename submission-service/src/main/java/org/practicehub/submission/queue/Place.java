package org.practicehub.submission.queue;

import org.practicehub.submission.practice.PracticeId;

import java.util.Comparator;

/**
 * A place in the queue.
 *
 * @param submittedAt when it was handed in, in milliseconds of the epoch
 * @param confidence of the machine in its least certain tag; above 1 when it has suggested none
 */
public record Place(long submittedAt, PracticeId id, double confidence) {

    /** A place by age alone: what the machine thinks of it does not move it. */
    static final Comparator<Place> BY_AGE =
            Comparator.comparingLong(Place::submittedAt).thenComparing(Place::id);

    static final Comparator<Place> BY_CONFIDENCE =
            Comparator.comparingDouble(Place::confidence).thenComparing(BY_AGE);
}
