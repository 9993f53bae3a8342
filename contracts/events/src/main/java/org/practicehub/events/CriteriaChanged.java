package org.practicehub.events;

import java.time.Instant;
import java.util.Objects;

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
    public CriteriaChanged {
        Objects.requireNonNull(criteriaId, "criteriaId is missing");
        Objects.requireNonNull(occurredAt, "occurredAt is missing");
        Objects.requireNonNull(criteria, "criteria is missing");
    }

    @Override
    public String key() {
        return criteriaId;
    }
}
