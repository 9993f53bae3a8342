package org.practicehub.catalogue.index;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Ready once the index has what the log had at the start. A broker that goes away later degrades
 * this instance (it serves what it knows) and does not make it unready.
 */
@Component("searchIndex")
class SearchIndexHealthIndicator implements HealthIndicator {

    private final CatalogueIndex index;

    SearchIndexHealthIndicator(CatalogueIndex index) {
        this.index = index;
    }

    @Override
    public Health health() {
        long[] progress = index.progress();
        return (index.isReady() ? Health.up() : Health.outOfService())
                .withDetail("state", index.health().name())
                .withDetail("degraded", index.health() != CatalogueIndex.Health.LIVE)
                .withDetail("read", progress[0])
                .withDetail("expected", progress[1])
                .build();
    }
}
