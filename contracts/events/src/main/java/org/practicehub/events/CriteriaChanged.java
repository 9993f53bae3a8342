package org.practicehub.events;

import java.time.Instant;

/**
 * Somebody subscribes to these criteria, or nobody does any more; keeps the matcher of every
 * notification instance the same.
 *
 * @param criteriaId the digest of {@code criteria}: equal criteria share one list
 * @param criteria the canonical JSON of the criteria
 * @param active whether at least one confirmed subscription uses them
 */
public record CriteriaChanged(
        String criteriaId, long sequence, Instant occurredAt, String criteria, boolean active)
        implements HubEvent {

    @Override
    public String key() {
        return criteriaId;
    }
}
