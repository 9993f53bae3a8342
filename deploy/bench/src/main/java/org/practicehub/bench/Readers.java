package org.practicehub.bench;

import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.InvalidCriteriaException;
import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Origin;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.Tag;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Invented subscriptions and practices: half of the subscriptions ask for one tag, 20 % for two, 10
 * % for any of three that stand together, 5 % for one without another, 15 % for a word and a tag.
 * Tags and words are asked for the more often the earlier they stand in their list.
 */
final class Readers {

    private static final int WORDS = 4000;
    private static final int WORDS_OF_A_PRACTICE = 160;

    private final RandomGenerator random;
    private final List<String> terms;
    private final List<String> words;

    Readers(RandomGenerator random) {
        this.random = random;
        terms = terms();
        words =
                IntStream.range(0, WORDS)
                        .mapToObj(n -> "w" + Integer.toString(n + 1000, 36) + "ord")
                        .toList();
    }

    /** Criteria as they stand on the log, by id, with how many subscriptions have them. */
    record Subscribed(Map<String, String> criteria, Map<String, Integer> subscriptions) {}

    Subscribed subscriptions(int count) {
        Map<String, Integer> wishes = new HashMap<>();
        for (int i = 0; i < count; i++) {
            wishes.merge(wish(), 1, Integer::sum);
        }
        Map<String, String> criteria = new HashMap<>();
        Map<String, Integer> subscriptions = new HashMap<>();
        wishes.forEach(
                (json, times) -> {
                    Criteria one = Criteria.fromJson(json);
                    criteria.put(one.id(), one.canonicalJson());
                    subscriptions.merge(one.id(), times, Integer::sum);
                });
        return new Subscribed(criteria, subscriptions);
    }

    private String wish() {
        int kind = random.nextInt(100);
        if (kind < 50) {
            return "{\"all\":[" + quoted(term()) + "]}";
        }
        if (kind < 70) {
            return "{\"all\":[" + quoted(term(), term()) + "]}";
        }
        if (kind < 80) {
            return "{\"any\":[[" + quoted(neighbours()) + "]]}";
        }
        if (kind < 85) {
            return "{\"all\":[" + quoted(term()) + "],\"not\":[" + quoted(term()) + "]}";
        }
        return "{\"all\":[" + quoted(term()) + "],\"words\":\"" + word() + "\"}";
    }

    PracticePublished practice(int nth) {
        Instant now = Instant.parse("2026-11-01T00:00:00Z");
        List<Tag> tags = new ArrayList<>();
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String term = term();
            int colon = term.indexOf(':');
            String scheme = term.substring(0, colon);
            String code = term.substring(colon + 1);
            if (scheme.equals("topic")) {
                topics.add(code);
            } else {
                tags.add(
                        new Tag(
                                scheme,
                                code,
                                scheme.equals("country") ? CountryRole.ABOUT : null,
                                Origin.MACHINE,
                                1,
                                List.of(),
                                1));
            }
        }
        String text =
                IntStream.range(0, WORDS_OF_A_PRACTICE)
                        .mapToObj(_ -> word())
                        .collect(Collectors.joining(" "));
        Content content = Invented.content("Practice " + nth, text, topics, List.of());
        return new PracticePublished(
                "practice-" + nth,
                1,
                now,
                1,
                content,
                tags,
                now,
                now,
                1,
                now,
                PublicationReason.FIRST);
    }

    private String term() {
        return skewed(terms);
    }

    /** Three that stand together, as a region's countries do. */
    private String[] neighbours() {
        int first = Math.min(terms.indexOf(term()), terms.size() - 3);
        return terms.subList(first, first + 3).toArray(String[]::new);
    }

    private String word() {
        return skewed(words);
    }

    /** The earlier, the more often. */
    private String skewed(List<String> list) {
        double u = random.nextDouble();
        return list.get((int) (u * u * list.size()));
    }

    private static String quoted(String... values) {
        return Arrays.stream(values)
                .map(value -> '"' + value + '"')
                .collect(Collectors.joining(","));
    }

    private static List<String> terms() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String code = i < Locale.getISOCountries().length ? Locale.getISOCountries()[i] : "";
            add(all, "country:" + code);
            add(all, "topic:subject-" + i);
            add(all, "sdg:" + i);
            add(all, "gcm:" + i);
            add(all, "sdg-target:" + (i / 9 + 1) + "." + (i % 9 + 1));
        }
        return List.copyOf(all);
    }

    private static void add(List<String> all, String term) {
        try {
            Criteria.fromJson("{\"all\":[\"" + term + "\"]}");
            all.add(term);
        } catch (InvalidCriteriaException e) {
            // Not a code of this scheme: the lists here are longer than the real ones.
            return;
        }
    }
}
