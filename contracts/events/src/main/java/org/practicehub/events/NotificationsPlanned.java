package org.practicehub.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One slice of a fan-out job: these subscriptions matched one revision of a practice.
 *
 * @param jobId practice, revision and occasion together
 * @param slice the position of the slice within its job, from 0
 * @param occasion why subscribers are told
 * @param subscriptionIds at most a few hundred
 */
public record NotificationsPlanned(
        String jobId,
        int slice,
        long sequence,
        Instant occurredAt,
        String practiceId,
        int revision,
        Occasion occasion,
        List<String> subscriptionIds)
        implements HubEvent {

    public NotificationsPlanned {
        Objects.requireNonNull(jobId, "jobId is missing");
        Objects.requireNonNull(occurredAt, "occurredAt is missing");
        Objects.requireNonNull(practiceId, "practiceId is missing");
        Objects.requireNonNull(occasion, "occasion is missing");
        subscriptionIds = Lists.orEmpty(subscriptionIds);
    }

    @Override
    public String key() {
        return jobId + "/" + slice;
    }
}
