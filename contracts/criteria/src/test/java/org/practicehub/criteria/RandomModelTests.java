package org.practicehub.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.junit.jupiter.api.Test;
import org.practicehub.events.PracticePublished;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An index and a memory index against the reference, on as many random criteria as {@code
 * -Dcriteria.random.queries} says, over {@code -Dcriteria.random.practices}.
 */
class RandomModelTests {

    private static final int QUERIES = Integer.getInteger("criteria.random.queries", 2_000);
    private static final int PRACTICES = Integer.getInteger("criteria.random.practices", 300);
    private static final long SEED = Long.getLong("criteria.random.seed", 7);

    @Test
    void anIndexAndAMemoryIndexFindWhatTheReferenceFinds() {
        RandomModel model = new RandomModel(SEED);
        List<PracticePublished> practices = new ArrayList<>();
        for (int i = 0; i < PRACTICES; i++) {
            practices.add(model.practice("p%05d".formatted(i)).event());
        }
        List<ReferenceMatcher> matchers = ParityTests.matchers(practices);
        List<IndexSearcher> memory =
                practices.stream()
                        .limit(5)
                        .map(
                                practice ->
                                        MemoryIndex.fromDocument(
                                                        ParityTests.document(practice),
                                                        new WhitespaceAnalyzer())
                                                .createSearcher())
                        .toList();
        int met = 0;
        try (LuceneIndex index = new LuceneIndex(practices)) {
            for (int i = 0; i < QUERIES; i++) {
                Criteria criteria = model.criteria();
                Query query = CriteriaQuery.of(criteria);
                Set<String> expected = ParityTests.reference(matchers, criteria);
                if (!index.search(query).equals(expected)) {
                    assertThat(index.search(query))
                            .as(criteria.canonicalJson())
                            .isEqualTo(expected);
                }
                for (int one = 0; one < memory.size(); one++) {
                    if (ParityTests.count(memory.get(one), query) > 0
                            != matchers.get(one).matches(criteria)) {
                        assertThat(ParityTests.count(memory.get(one), query) > 0)
                                .as(criteria.canonicalJson() + practices.get(one))
                                .isEqualTo(matchers.get(one).matches(criteria));
                    }
                }
                met += expected.isEmpty() ? 0 : 1;
            }
        }
        assertThat(met).as("criteria that anything meets").isGreaterThan(QUERIES / 5);
    }

    @Test
    void canonicalJsonSaysTheSame() {
        RandomModel model = new RandomModel(SEED);
        for (int i = 0; i < 2_000; i++) {
            Criteria criteria = model.criteria();
            Criteria again = Criteria.fromJson(criteria.canonicalJson());
            if (!again.equals(criteria) || !again.id().equals(criteria.id())) {
                assertThat(again).isEqualTo(criteria);
            }
        }
    }

    @Test
    void queriesAreReadWithoutError() {
        RandomModel model = new RandomModel(SEED);
        for (int i = 0; i < 2_000; i++) {
            String query = model.query();
            assertThat(Words.parse(query).required().size()).isLessThanOrEqualTo(Words.MAX_WORDS);
        }
    }
}
