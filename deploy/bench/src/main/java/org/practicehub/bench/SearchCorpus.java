package org.practicehub.bench;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Origin;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.Tag;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** The practices that searches are measured over, and what is searched for. Always the same. */
final class SearchCorpus {

    /** What searches are counted by. */
    static final List<String> FACETS = List.of("country", "sdg", "gcm", "topic");

    static final List<String> COUNTRIES =
            List.of("MA", "EC", "JO", "NP", "RS", "SN", "TN", "MD", "JM", "BD", "PH", "KG", "BR");

    /** Each in some half of all practices: a search for one is as dear as searches get. */
    static final List<String> WORDS =
            List.of(
                    "office",
                    "health",
                    "apprenticeships",
                    "diaspora",
                    "unions",
                    "counselling",
                    "skills",
                    "cooperation");

    /** Long before the first practice. */
    private static final LocalDate EARLY = LocalDate.of(1900, 1, 1);

    private static final int EARLY_DAYS = 43_000;

    private final Samples samples = new Samples(new SplittableRandom(31), 512);
    private final SplittableRandom random = new SplittableRandom(37);

    static String country(long nth) {
        return COUNTRIES.get((int) (nth % COUNTRIES.size()));
    }

    static String word(long nth) {
        return WORDS.get((int) (nth % WORDS.size()));
    }

    /** A day that all practices were published after, each time another one. */
    static LocalDate before(long nth) {
        return EARLY.plusDays(nth % EARLY_DAYS);
    }

    PracticePublished practice(long nth) {
        JsonNode sample = Hub.JSON.readTree(samples.body(nth, "bench" + nth));
        String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
        List<Tag> tags = new ArrayList<>();
        tags.add(tag("country", country, CountryRole.ABOUT));
        tags.add(tag("sdg", String.valueOf(1 + random.nextInt(17)), null));
        tags.add(tag("sdg", "10", null));
        tags.add(tag("gcm", String.valueOf(1 + random.nextInt(23)), null));
        Instant at = Instant.parse("2020-01-01T00:00:00Z").plusSeconds(random.nextInt(200_000_000));
        Content content =
                Invented.content(
                        sample.get("title").asString(),
                        sample.get("summary").asString(),
                        List.of("bench-" + random.nextInt(50)),
                        List.of(country));
        return new PracticePublished(
                new UUID(0x0190_0000_0000_7000L + (nth << 16), 0x8000_0000_0000_0000L + nth)
                        .toString(),
                1,
                at,
                1,
                content,
                tags,
                at,
                at,
                0,
                Instant.EPOCH,
                PublicationReason.FIRST);
    }

    private static Tag tag(String scheme, String code, @Nullable CountryRole role) {
        return new Tag(scheme, code, role, Origin.CONTRIBUTOR, 1, List.of(), null);
    }
}
