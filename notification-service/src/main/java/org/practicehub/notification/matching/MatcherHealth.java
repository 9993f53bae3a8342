package org.practicehub.notification.matching;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Not ready until the criteria are loaded. */
@Component("criteria")
class MatcherHealth implements HealthIndicator {

    private final CriteriaTail tail;

    MatcherHealth(CriteriaTail tail) {
        this.tail = tail;
    }

    @Override
    public Health health() {
        return tail.loaded() ? Health.up().build() : Health.outOfService().build();
    }
}
