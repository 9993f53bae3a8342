package org.practicehub.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class RankingTests {

    @Test
    void aWordInTheTitleCountsMore() {
        try (LuceneIndex index =
                new LuceneIndex(
                        List.of(
                                practice("summary", "A scheme", "Remittances in short."),
                                practice("title", "Remittances in short", "A scheme."),
                                practice("other", "A scheme", "Something else in short.")))) {
            Criteria criteria = Criteria.fromJson("{\"words\":\"remittance\"}");

            assertThat(index.ranked(CriteriaQuery.ranked(criteria)))
                    .containsExactly("title", "summary");
        }
    }

    private static org.practicehub.events.PracticePublished practice(
            String id, String title, String summary) {
        return new CompactPractice(id, title, summary, null, null, null, null, null, null, null)
                .event();
    }
}
