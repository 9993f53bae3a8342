package org.practicehub.notification.subscription;

import org.jspecify.annotations.Nullable;
import org.practicehub.criteria.Criteria;

import java.time.Instant;

/**
 * One wish of one person.
 *
 * @param language of the messages: en, fr, es or ar
 * @param confirmedAt when the owner of the address agreed; what was published before is not owed.
 *     Absent while nobody has.
 * @param seat where the subscriber stands in the list of these criteria; absent until confirmed
 */
public record Subscription(
        String id,
        Criteria criteria,
        String criteriaId,
        Timing timing,
        String language,
        Instant createdAt,
        @Nullable Instant confirmedAt,
        @Nullable String seat) {

    static Subscription asked(
            String id, Criteria criteria, Timing timing, String language, Instant now) {
        return new Subscription(id, criteria, criteria.id(), timing, language, now, null, null);
    }

    Subscription confirmed(Instant at, String atSeat) {
        return new Subscription(id, criteria, criteriaId, timing, language, createdAt, at, atSeat);
    }

    Subscription retimed(Timing newTiming, String newLanguage) {
        return new Subscription(
                id, criteria, criteriaId, newTiming, newLanguage, createdAt, confirmedAt, seat);
    }

    public boolean active() {
        return confirmedAt != null;
    }

    /** Whether it is owed what became notifiable at that time. */
    public boolean owed(Instant notifiableAt) {
        return confirmedAt != null && !notifiableAt.isBefore(confirmedAt);
    }
}
