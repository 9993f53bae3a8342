package org.practicehub.notification.matching;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Not ready until criteria and topics are loaded. */
@Component("criteria")
class MatcherHealth implements HealthIndicator {

    private final CriteriaTail criteria;
    private final TopicMerges topics;

    MatcherHealth(CriteriaTail criteria, TopicMerges topics) {
        this.criteria = criteria;
        this.topics = topics;
    }

    @Override
    public Health health() {
        return criteria.loaded() && topics.loaded()
                ? Health.up().build()
                : Health.outOfService().build();
    }
}
