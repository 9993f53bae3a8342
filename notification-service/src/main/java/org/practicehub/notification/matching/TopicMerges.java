package org.practicehub.notification.matching;

import org.practicehub.events.Content;
import org.practicehub.events.HubEvent;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.TopicChanged;
import org.practicehub.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which topics became one. A subscription keeps the topic it was made with and follows all the
 * same: a practice about one of the merged topics is about each of them.
 */
@Component
public class TopicMerges extends LogTail {

    private static final Logger LOG = LoggerFactory.getLogger(TopicMerges.class);
    private static final int LONGEST_CHAIN = 100;

    private final Map<String, String> into = new ConcurrentHashMap<>();
    private final Map<String, Long> sequences = new ConcurrentHashMap<>();

    TopicMerges(KafkaProperties kafka) {
        super(kafka, Topics.TOPICS);
    }

    @Override
    void on(HubEvent event) {
        if (event instanceof TopicChanged changed
                && sequences.getOrDefault(changed.slug(), -1L) < changed.sequence()) {
            sequences.put(changed.slug(), changed.sequence());
            if (changed.mergedInto() == null) {
                into.remove(changed.slug());
            } else {
                into.put(changed.slug(), changed.mergedInto());
            }
        }
    }

    @Override
    void onGone(String key) {
        into.remove(key);
        sequences.remove(key);
    }

    @Override
    void onLoaded() {
        LOG.info("Topics loaded: {} were merged into others", into.size());
    }

    /** The practice as it is to be matched: with every name its topics ever had. */
    public PracticePublished widened(PracticePublished practice) {
        Content content = practice.content();
        if (into.isEmpty() || content.topics().isEmpty()) {
            return practice;
        }
        Set<String> all = new TreeSet<>(content.topics());
        for (String topic : content.topics()) {
            String name = current(topic);
            all.add(name);
            for (String merged : into.keySet()) {
                if (current(merged).equals(name)) {
                    all.add(merged);
                }
            }
        }
        return all.size() == content.topics().size() ? practice : about(practice, List.copyOf(all));
    }

    private String current(String topic) {
        String name = topic;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            String next = into.get(name);
            if (next == null) {
                return name;
            }
            name = next;
        }
        return name;
    }

    private static PracticePublished about(PracticePublished p, List<String> topics) {
        Content c = p.content();
        return new PracticePublished(
                p.practiceId(),
                p.sequence(),
                p.occurredAt(),
                p.revision(),
                new Content(
                        c.title(),
                        c.summary(),
                        c.kind(),
                        c.language(),
                        c.period(),
                        c.submitter(),
                        c.source(),
                        topics,
                        c.countries(),
                        c.organisations(),
                        c.goals(),
                        c.contacts(),
                        c.quotations(),
                        c.resources(),
                        c.images(),
                        c.relations()),
                p.tags(),
                p.firstPublishedAt(),
                p.revisedAt(),
                p.notifiableRevision(),
                p.notifiableAt(),
                p.reason());
    }
}
