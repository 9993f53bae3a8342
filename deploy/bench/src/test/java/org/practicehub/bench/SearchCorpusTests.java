package org.practicehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.practicehub.events.PracticePublished;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

class SearchCorpusTests {

    private static final long COUNT = 1_000;

    @Test
    void idsTellWhenAPracticeWasSubmittedAndItIsPublishedWithinThreeWeeks() {
        List<PracticePublished> practices = practices();

        assertThat(practices)
                .extracting(PracticePublished::practiceId)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(practices)
                .allSatisfy(
                        practice -> {
                            UUID id = UUID.fromString(practice.practiceId());
                            assertThat(id.version()).isEqualTo(7);
                            Instant submitted =
                                    Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
                            assertThat(practice.firstPublishedAt())
                                    .isBetween(submitted, submitted.plus(Duration.ofDays(21)));
                        });
    }

    @Test
    void howManyThereAreTheyAreSpreadOverSixYears() {
        assertThat(practices().getFirst().firstPublishedAt()).isBefore("2020-02-01T00:00:00Z");
        assertThat(practices().getLast().firstPublishedAt())
                .isBetween("2026-04-01T00:00:00Z", "2026-06-01T00:00:00Z");
    }

    @Test
    void theyAreAlwaysTheSame() {
        assertThat(practices()).isEqualTo(practices());
    }

    private static List<PracticePublished> practices() {
        SearchCorpus corpus = new SearchCorpus(COUNT);
        return LongStream.range(0, COUNT).mapToObj(corpus::practice).toList();
    }
}
