package org.practicehub.events;

import java.util.List;
import java.util.Map;

/** The Kafka topics of the platform. Every service declares those that it writes or reads. */
public final class Topics {

    /** Never changed: the partition of a key is part of the order that readers rely on. */
    public static final int PARTITIONS = 6;

    /** The largest event that is ever sent, in bytes; checked where content enters. */
    public static final int MAX_EVENT_BYTES = 900 * 1024;

    public static final String PRACTICE_SUBMISSIONS = "practice-submissions";
    public static final String PRACTICE_TAGS = "practice-tags";
    public static final String PRACTICES = "practices";
    public static final String TOPICS = "topics";
    public static final String DECISIONS = "decisions";
    public static final String CRITERIA = "criteria";
    public static final String NOTIFICATIONS = "notifications";

    private static final Map<String, String> COMPACT = Map.of("cleanup.policy", "compact");
    private static final Map<String, String> SEVEN_DAYS = retention(7);
    private static final Map<String, String> THIRTY_DAYS = retention(30);

    private static final List<Topic> ALL =
            List.of(
                    new Topic(PRACTICE_SUBMISSIONS, COMPACT),
                    new Topic(PRACTICE_TAGS, COMPACT),
                    new Topic(PRACTICES, COMPACT),
                    new Topic(TOPICS, COMPACT),
                    new Topic(DECISIONS, SEVEN_DAYS),
                    new Topic(CRITERIA, COMPACT),
                    new Topic(NOTIFICATIONS, SEVEN_DAYS));

    /**
     * A topic as it must exist on the broker, with {@link #PARTITIONS} partitions.
     *
     * @param settings the topic's configuration where it differs from the broker's
     */
    public record Topic(String name, Map<String, String> settings) {}

    /** How the named topic must exist. */
    public static Topic named(String name) {
        return ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic is called " + name));
    }

    /** Every topic but the dead letters. */
    static List<Topic> all() {
        return ALL;
    }

    /** Where records go that the consumer group could not process, kept 30 days. */
    public static Topic deadLetters(String group) {
        return new Topic(group + ".dlq", THIRTY_DAYS);
    }

    private static Map<String, String> retention(int days) {
        return Map.of(
                "cleanup.policy", "delete", "retention.ms", String.valueOf(days * 86_400_000L));
    }

    private Topics() {}
}
