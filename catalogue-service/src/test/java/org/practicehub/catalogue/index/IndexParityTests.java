package org.practicehub.catalogue.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.lucene.search.IndexSearcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.Position;
import org.practicehub.catalogue.store.PracticeStore;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.ParityCorpus;
import org.practicehub.criteria.PracticeTerms;
import org.practicehub.criteria.RandomModel;
import org.practicehub.criteria.ReferenceMatcher;
import org.practicehub.criteria.Words;
import org.practicehub.events.PracticePublished;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * The index finds what the corpus says, and what the plain reference finds: by default 1,000 random
 * queries over 500 random practices, with {@code -Dparity.queries=50000 -Dparity.practices=5000} as
 * many as the product promises.
 */
class IndexParityTests {

    private static final int PRACTICES = Integer.getInteger("parity.practices", 500);
    private static final int QUERIES = Integer.getInteger("parity.queries", 1_000);

    @TempDir Path folder;

    @Test
    void theIndexFindsWhatTheCorpusSays() throws IOException {
        for (ParityCorpus corpus : ParityCorpus.all()) {
            try (Indexed indexed = new Indexed(folder.resolve("" + corpus.hashCode()))) {
                indexed.add(corpus.practices());
                assertThat(corpus.cases()).isNotEmpty();
                for (ParityCorpus.Case wanted : corpus.cases()) {
                    for (Order order : Order.values()) {
                        assertThat(new TreeSet<>(ids(indexed.all(wanted.criteria(), order))))
                                .as(wanted.name())
                                .isEqualTo(wanted.ids());
                    }
                    Found ranked = indexed.all(wanted.criteria(), null);
                    assertThat(new TreeSet<>(ids(ranked)))
                            .as(wanted.name())
                            .isEqualTo(wanted.ids());
                    assertThat(ranked.total()).as(wanted.name()).isEqualTo(wanted.ids().size());
                }
            }
        }
    }

    @Test
    void theIndexFindsCountsAndOrdersAsThePlainReferenceDoes() throws IOException {
        RandomModel model = new RandomModel(20_26);
        try (Indexed indexed = new Indexed(folder)) {
            List<PracticePublished> practices = new ArrayList<>();
            for (int i = 0; i < PRACTICES; i++) {
                practices.add(model.practice("p%05d".formatted(i)).event());
            }
            indexed.add(practices);
            List<ReferenceMatcher> matchers = practices.stream().map(ReferenceMatcher::of).toList();
            RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
            for (int i = 0; i < QUERIES; i++) {
                Criteria criteria = model.criteria();
                Words words = criteria.parsedWords();
                List<PracticePublished> expected = new ArrayList<>();
                for (int p = 0; p < practices.size(); p++) {
                    if (matchers.get(p).matches(criteria, words)) {
                        expected.add(practices.get(p));
                    }
                }
                Order order = Order.values()[i % 3];
                expected.sort(comparator(order));
                Found found = indexed.all(criteria, order);
                assertThat(ids(found))
                        .as(criteria.canonicalJson())
                        .isEqualTo(expected.stream().map(PracticePublished::practiceId).toList());
                assertThat(found.total()).isEqualTo(expected.size());
                assertThat(counts(found, Facet.COUNTRY))
                        .as(criteria.canonicalJson())
                        .isEqualTo(expectedCounts(expected, Facet.COUNTRY));
                assertThat(counts(found, Facet.SDG)).isEqualTo(expectedCounts(expected, Facet.SDG));
                assertThat(indexed.inPages(criteria, order, 1 + random.nextInt(40)))
                        .isEqualTo(ids(found));
                assertThat(new TreeSet<>(ids(indexed.all(criteria, null))))
                        .isEqualTo(new TreeSet<>(ids(found)));
            }
        }
    }

    static Comparator<PracticePublished> comparator(Order order) {
        Comparator<PracticePublished> byKey =
                switch (order) {
                    case NEWEST ->
                            Comparator.comparing(PracticePublished::firstPublishedAt).reversed();
                    case UPDATED -> Comparator.comparing(PracticePublished::revisedAt).reversed();
                    case TITLE ->
                            Comparator.comparing(
                                    practice ->
                                            new org.apache.lucene.util.BytesRef(
                                                    PracticeStore.titleKey(
                                                            practice.content().title())));
                };
        return byKey.thenComparing(PracticePublished::practiceId);
    }

    private static Map<String, Integer> expectedCounts(
            List<PracticePublished> practices, Facet facet) {
        Map<String, Integer> counts = new HashMap<>();
        for (PracticePublished practice : practices) {
            for (String term : PracticeTerms.of(practice)) {
                if (term.startsWith(facet.prefix()) && term.indexOf('@') < 0) {
                    counts.merge(term.substring(facet.prefix().length()), 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    private static Map<String, Integer> counts(Found found, Facet facet) {
        Map<String, Integer> counts = new HashMap<>();
        found.facets().get(facet).forEach(count -> counts.put(count.value(), count.count()));
        return counts;
    }

    private static List<String> ids(Found found) {
        return found.hits().stream().map(Inquiry.Hit::id).toList();
    }

    /** An index of its own, with some withdrawn practices that nothing may find. */
    private static final class Indexed implements AutoCloseable {

        private final PracticeIndex index;
        private final IndexSearch search = new IndexSearch(new FacetLabels());

        Indexed(Path path) {
            index = PracticeIndex.open(path, 16);
        }

        void add(List<PracticePublished> practices) throws IOException {
            for (PracticePublished practice : practices) {
                index.put(new Published(practice, new byte[0]));
            }
            for (int i = 0; i < 5; i++) {
                index.put(
                        new org.practicehub.catalogue.store.CatalogueEntry.Withdrawn(
                                new org.practicehub.events.PracticeWithdrawn(
                                        "w" + i,
                                        1,
                                        java.time.Instant.EPOCH,
                                        1,
                                        "gone",
                                        "gone",
                                        null),
                                new byte[] {'{', '}'}));
            }
            index.refresh();
        }

        Found all(Criteria criteria, Order order) throws IOException {
            return page(criteria, order, null, 10_000, Set.of(Facet.COUNTRY, Facet.SDG));
        }

        List<String> inPages(Criteria criteria, Order order, int size) throws IOException {
            List<String> ids = new ArrayList<>();
            Position after = null;
            do {
                Found page = page(criteria, order, after, size, Set.of());
                ids.addAll(ids(page));
                after = page.next();
            } while (after != null);
            return ids;
        }

        private Found page(
                Criteria criteria, Order order, Position after, int limit, Set<Facet> facets)
                throws IOException {
            IndexSearcher searcher = index.acquire();
            try {
                return search.search(
                        searcher, new Inquiry(criteria, null, order, after, limit, facets));
            } finally {
                index.release(searcher);
            }
        }

        @Override
        public void close() throws IOException {
            index.close();
        }
    }
}
