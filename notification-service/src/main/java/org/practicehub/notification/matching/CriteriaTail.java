package org.practicehub.notification.matching;

import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.InvalidCriteriaException;
import org.practicehub.events.CriteriaChanged;
import org.practicehub.events.HubEvent;
import org.practicehub.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fills the {@link Matcher} of this instance from {@code criteria}. Nothing is matched before the
 * first end was reached, and a planner asks {@link #awaitEnd} before each batch, so that a
 * subscription that was confirmed before a practice was published is never missed.
 */
@Component
public class CriteriaTail extends LogTail {

    private static final Logger LOG = LoggerFactory.getLogger(CriteriaTail.class);

    private final Matcher matcher;
    private final CriteriaReconciliation reconciliation;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** The newest state of one criteria that the topic told. */
    record Known(long sequence, boolean active) {}

    CriteriaTail(KafkaProperties kafka, Matcher matcher, CriteriaReconciliation reconciliation) {
        super(kafka, Topics.CRITERIA);
        this.matcher = matcher;
        this.reconciliation = reconciliation;
    }

    @Override
    void on(HubEvent event) {
        if (event instanceof CriteriaChanged changed) {
            on(changed);
        }
    }

    @Override
    void onGone(String key) {
        known.remove(key);
        matcher.remove(key);
    }

    @Override
    void onLoaded() {
        LOG.info("Criteria loaded: {} are subscribed to", matcher.size());
        reconciliation.begin(known);
    }

    private void on(CriteriaChanged changed) {
        Known before = known.get(changed.criteriaId());
        if (before != null && before.sequence() >= changed.sequence()) {
            return;
        }
        try {
            if (changed.active()) {
                matcher.put(changed.criteriaId(), Criteria.fromJson(changed.criteria()));
            } else {
                matcher.remove(changed.criteriaId());
            }
            known.put(changed.criteriaId(), new Known(changed.sequence(), changed.active()));
        } catch (InvalidCriteriaException e) {
            LOG.warn("Skipped criteria {}: {}", changed.criteriaId(), e.getMessage());
        }
    }
}
