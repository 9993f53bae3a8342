package org.practicehub.catalogue.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.catalogue.Practices.aPractice;

import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.CriteriaQuery;
import org.practicehub.criteria.RandomModel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class KnownTermsTests {

    private static final int PRACTICES = 300;

    @TempDir Path folder;

    private final KnownTerms terms = new KnownTerms();

    @Test
    void theSameIsFoundWithTheSameScores() throws IOException {
        RandomModel model = new RandomModel(11);
        try (PracticeIndex index = PracticeIndex.open(folder, 16)) {
            for (int nth = 0; nth < PRACTICES; nth++) {
                put(index, new Published(model.practice("p" + nth).event(), new byte[0]));
                if (nth % 60 == 0) {
                    index.refresh();
                }
            }
            index.refresh();
            IndexSearcher searcher = index.acquire();
            int found = 0;
            for (int nth = 0; nth < 500; nth++) {
                Criteria criteria = model.criteria();
                Query query = CriteriaQuery.ranked(criteria);
                List<String> plain = scores(searcher, query);
                assertThat(scores(searcher, terms.in(searcher, query)))
                        .as(criteria.canonicalJson())
                        .isEqualTo(plain);
                found += plain.size();
            }
            assertThat(found).isGreaterThan(500);
            index.release(searcher);
        }
    }

    @Test
    void aWordThatNoPracticeHadIsFoundAsSoonAsOneHasIt() throws IOException {
        Criteria word = new Criteria(List.of(), List.of(), List.of(), "zebra", null, null);
        try (PracticeIndex index = PracticeIndex.open(folder, 16)) {
            put(index, new Published(aPractice().titled("horse").published(1), new byte[0]));
            index.refresh();
            assertThat(count(index, word)).isZero();
            put(
                    index,
                    new Published(
                            aPractice().numbered(2).titled("zebra").published(1), new byte[0]));
            index.refresh();
            assertThat(count(index, word)).isEqualTo(1);
            index.forget(aPractice().numbered(2).published(1).practiceId());
            index.refresh();
            assertThat(count(index, word)).isZero();
        }
    }

    private int count(PracticeIndex index, Criteria criteria) throws IOException {
        IndexSearcher searcher = index.acquire();
        try {
            return searcher.count(terms.in(searcher, CriteriaQuery.of(criteria)));
        } finally {
            index.release(searcher);
        }
    }

    private static void put(PracticeIndex index, Published practice) throws IOException {
        assertThat(index.put(practice)).isTrue();
    }

    private static List<String> scores(IndexSearcher searcher, Query query) throws IOException {
        ScoreDoc[] found = searcher.search(query, PRACTICES).scoreDocs;
        return Arrays.stream(found).map(hit -> hit.doc + " " + hit.score).toList();
    }
}
