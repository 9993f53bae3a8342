package org.practicehub.notification.matching;

import org.practicehub.notification.matching.CriteriaTail.Known;
import org.practicehub.notification.subscription.SubscriberLists;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares the lists in the store with what the topic holds, once after each start, and sends again
 * what differs: an announcement that a crash swallowed, two instances that overtook each other just
 * before the topic was compacted, a topic that was lost.
 */
@Component
class CriteriaReconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(CriteriaReconciliation.class);

    private final SubscriberLists lists;

    CriteriaReconciliation(SubscriberLists lists) {
        this.lists = lists;
    }

    void begin(Map<String, Known> known) {
        Thread.ofVirtual().name("criteria-reconciliation").start(() -> run(known));
    }

    private void run(Map<String, Known> known) {
        try {
            List<SubscriberLists.Head> different = new ArrayList<>();
            lists.all(
                    head -> {
                        Known told = known.get(head.criteriaId());
                        boolean open = head.announced() < head.sequence();
                        boolean differs =
                                told == null
                                        ? head.active()
                                        : told.sequence() < head.sequence()
                                                || (told.sequence() == head.sequence()
                                                        && told.active() != head.active());
                        if (open || differs) {
                            different.add(head);
                        }
                    });
            for (SubscriberLists.Head head : different) {
                lists.announceAgain(head);
            }
            if (!different.isEmpty()) {
                LOG.info("{} lists were announced again", different.size());
            }
        } catch (RuntimeException e) {
            LOG.warn("The comparison of lists with the criteria topic failed", e);
        }
    }
}
