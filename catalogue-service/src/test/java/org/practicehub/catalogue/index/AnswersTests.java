package org.practicehub.catalogue.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.catalogue.Practices.aPractice;

import org.apache.lucene.search.IndexSearcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.Position;
import org.practicehub.criteria.Criteria;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class AnswersTests {

    private static final Criteria WORDS =
            new Criteria(List.of(), List.of(), List.of(), "practice", null, null);

    @TempDir Path folder;

    private final IndexSearch search = new IndexSearch(new FacetLabels());
    private final Answers answers = new Answers();
    private int searches;

    @Test
    void aQuestionAskedAgainIsAnsweredWithoutSearching() throws IOException {
        try (PracticeIndex index = PracticeIndex.open(folder, 16)) {
            publish(index, 1, 2);
            Found first = ask(index, page(null, Facet.COUNTRY));
            assertThat(ask(index, page(null, Facet.COUNTRY))).isSameAs(first);
            assertThat(first.total()).isEqualTo(2);
            assertThat(searches).isEqualTo(1);
        }
    }

    @Test
    void anotherQuestionIsAnotherSearch() throws IOException {
        try (PracticeIndex index = PracticeIndex.open(folder, 16)) {
            publish(index, 1, 2);
            ask(index, page(null, Facet.COUNTRY));
            ask(index, page(null, Facet.SDG));
            ask(index, page(Order.TITLE, Facet.COUNTRY));
            assertThat(searches).isEqualTo(3);
        }
    }

    @Test
    void aChangeIsSeenAtOnce() throws IOException {
        try (PracticeIndex index = PracticeIndex.open(folder, 16)) {
            publish(index, 1, 2);
            assertThat(ask(index, page(null)).total()).isEqualTo(2);
            publish(index, 3);
            assertThat(ask(index, page(null)).total()).isEqualTo(3);
            index.forget(aPractice().numbered(1).published(1).practiceId());
            index.refresh();
            assertThat(ask(index, page(null)).total()).isEqualTo(2);
        }
    }

    @Test
    void pagesBehindTheFirstAreNotKept() throws IOException {
        try (PracticeIndex index = PracticeIndex.open(folder, 16)) {
            publish(index, 1, 2, 3);
            Inquiry first = new Inquiry(WORDS, null, Order.NEWEST, null, 1, Set.of());
            Position after = ask(index, first).next();
            assertThat(after).isNotNull();
            Inquiry second = new Inquiry(WORDS, null, Order.NEWEST, after, 1, Set.of());
            ask(index, second);
            ask(index, second);
            assertThat(searches).isEqualTo(3);
        }
    }

    private static Inquiry page(Order order, Facet... facets) {
        Set<Facet> counted = EnumSet.noneOf(Facet.class);
        counted.addAll(List.of(facets));
        return new Inquiry(WORDS, null, order, null, 20, counted);
    }

    private Found ask(PracticeIndex index, Inquiry inquiry) throws IOException {
        IndexSearcher searcher = index.acquire();
        try {
            return answers.find(
                    searcher,
                    inquiry,
                    (in, asked) -> {
                        searches++;
                        return search.search(in, asked);
                    });
        } finally {
            index.release(searcher);
        }
    }

    private static void publish(PracticeIndex index, int... numbers) throws IOException {
        for (int number : numbers) {
            index.put(
                    new Published(
                            aPractice().numbered(number).titled("practice").published(1),
                            new byte[0]));
        }
        index.refresh();
    }
}
