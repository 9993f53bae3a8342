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

/**
 * The practices that searches are measured over, and what is searched for. Always the same for the
 * same number of them. As in the product ids tell when a practice was submitted, one after the
 * other over six years, and it is published some days or weeks later.
 */
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

    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final long SPAN_SECONDS = 200_000_000;

    /** Before a moderator has approved it. */
    private static final int LONGEST_REVIEW_SECONDS = 21 * 24 * 60 * 60;

    private final long count;
    private final Samples samples = new Samples(new SplittableRandom(31), 512);
    private final SplittableRandom random = new SplittableRandom(37);

    /**
     * @param count of the practices that will be asked for
     */
    SearchCorpus(long count) {
        this.count = count;
    }

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
        Instant submitted = FIRST.plusMillis(SPAN_SECONDS * 1_000 / count * nth);
        Instant at = submitted.plusSeconds(random.nextInt(LONGEST_REVIEW_SECONDS));
        Content content =
                Invented.content(
                        sample.get("title").asString(),
                        sample.get("summary").asString(),
                        List.of("bench-" + random.nextInt(50)),
                        List.of(country));
        return new PracticePublished(
                id(submitted, nth),
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

    /** A UUID of version 7: the milliseconds first. */
    private static String id(Instant submitted, long nth) {
        return new UUID(submitted.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L + nth)
                .toString();
    }

    private static Tag tag(String scheme, String code, @Nullable CountryRole role) {
        return new Tag(scheme, code, role, Origin.CONTRIBUTOR, 1, List.of(), null);
    }
}
