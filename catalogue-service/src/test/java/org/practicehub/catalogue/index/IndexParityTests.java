package org.practicehub.catalogue.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.lucene.search.IndexSearcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.practicehub.catalogue.Oracle;
import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.Position;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.ParityCorpus;
import org.practicehub.criteria.RandomModel;
import org.practicehub.events.PracticePublished;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * The index finds what the corpus says, and what the plain reference finds: by default 1,000 random
 * queries over 500 random practices, with {@code -Dparity.queries=50000 -Dparity.practices=5000} as
 * many as the product promises; with {@code -Dparity.seed} others, so that several runs add up.
 */
class IndexParityTests {

    private static final int PRACTICES = Integer.getInteger("parity.practices", 500);
    private static final int QUERIES = Integer.getInteger("parity.queries", 1_000);
    private static final long SEED = Long.getLong("parity.seed", 20_26);

    private static final Set<Facet> COUNTED =
            EnumSet.of(Facet.COUNTRY, Facet.SDG, Facet.GCM, Facet.KIND, Facet.YEAR, Facet.ORIGIN);

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
        RandomModel model = new RandomModel(SEED);
        try (Indexed indexed = new Indexed(folder)) {
            List<PracticePublished> practices = new ArrayList<>();
            for (int i = 0; i < PRACTICES; i++) {
                practices.add(model.practice("p%05d".formatted(i)).event());
            }
            indexed.add(practices);
            Oracle oracle = new Oracle(practices);
            RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
            for (int i = 0; i < QUERIES; i++) {
                Criteria criteria = model.criteria();
                Order order = Order.values()[i % 3];
                Oracle.Answer expected = oracle.ask(criteria, order);
                Found found = indexed.all(criteria, order);
                assertThat(ids(found)).as(criteria.canonicalJson()).isEqualTo(expected.ids());
                assertThat(found.total()).isEqualTo(expected.ids().size());
                for (Facet facet : COUNTED) {
                    assertThat(counts(found, facet))
                            .as(facet + criteria.canonicalJson())
                            .isEqualTo(counts(expected, facet));
                }
                // Some pages each: one practice a page would make a long list's check quadratic.
                int size = expected.ids().size() / 3 + 1 + random.nextInt(40);
                assertThat(indexed.inPages(criteria, order, size)).isEqualTo(ids(found));
                assertThat(new HashSet<>(ids(indexed.all(criteria, null))))
                        .isEqualTo(new HashSet<>(ids(found)));
            }
        }
    }

    private static Map<String, Integer> counts(Oracle.Answer expected, Facet facet) {
        Map<String, Integer> counts = new HashMap<>();
        expected.terms()
                .forEach(
                        (term, count) -> {
                            if (term.startsWith(facet.prefix())
                                    && (facet != Facet.COUNTRY || term.indexOf('@') < 0)) {
                                counts.put(term.substring(facet.prefix().length()), count);
                            }
                        });
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
            return page(criteria, order, null, PRACTICES + 1_000, COUNTED);
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
