package org.practicehub.events;

import java.time.Instant;
import java.util.List;

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
        subscriptionIds = Lists.orEmpty(subscriptionIds);
    }

    @Override
    public String key() {
        return jobId + "/" + slice;
    }
}
