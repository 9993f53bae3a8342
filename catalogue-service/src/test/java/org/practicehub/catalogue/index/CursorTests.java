package org.practicehub.catalogue.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.catalogue.Practices.aPractice;
import static org.practicehub.catalogue.Practices.id;
import static org.practicehub.catalogue.Practices.withdrawn;

import org.apache.lucene.search.IndexSearcher;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.index.Inquiry.Hit;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.CatalogueEntry.Withdrawn;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.Position;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.Term;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A reader turns pages while practices come, change and go: nothing is shown twice, and whatever
 * stood in the list all the time and kept its place in the order is shown.
 */
class CursorTests {

    private static final int PRACTICES = 400;
    private static final int WALKS = Integer.getInteger("cursor.walks", 25);
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    @TempDir Path folder;

    private final Random random = new Random(11);
    private final Set<Integer> present = new HashSet<>();
    private final Set<Integer> touched = new HashSet<>();
    private long sequence;
    private int newest = PRACTICES;

    @ParameterizedTest
    @EnumSource(Order.class)
    void pagesNeitherSkipNorRepeatWhilePracticesChange(Order order) throws IOException {
        try (PracticeIndex index = PracticeIndex.open(folder, 16)) {
            for (int n = 0; n < PRACTICES; n++) {
                publish(index, n);
            }
            index.refresh();
            for (int walk = 0; walk < WALKS; walk++) {
                touched.clear();
                Set<Integer> atTheStart = new HashSet<>(present);
                List<String> shown = walk(index, order, 1 + random.nextInt(30));
                assertThat(shown).as("walk " + walk).doesNotHaveDuplicates();
                atTheStart.removeAll(touched);
                assertThat(atTheStart).isNotEmpty();
                assertThat(shown)
                        .as("walk " + walk)
                        .containsAll(atTheStart.stream().map(n -> id(n)).toList());
            }
        }
    }

    private List<String> walk(PracticeIndex index, Order order, int size) throws IOException {
        IndexSearch search = new IndexSearch(new FacetLabels());
        Criteria criteria =
                new Criteria(
                        List.of(Term.parse("country:MA")), List.of(), List.of(), null, null, null);
        List<String> shown = new ArrayList<>();
        Set<String> shownAgain = new HashSet<>();
        Position after = null;
        do {
            IndexSearcher searcher = index.acquire();
            try {
                Found page =
                        search.search(
                                searcher,
                                new Inquiry(criteria, null, order, after, size, Set.of()));
                for (Hit hit : page.hits()) {
                    // Revised after it was shown, it may come once more further on, under its
                    // title.
                    if (order != Order.TITLE || shownAgain.add(hit.id())) {
                        shown.add(hit.id());
                    }
                }
                after = page.next();
            } finally {
                index.release(searcher);
            }
            for (int change = random.nextInt(6); change > 0; change--) {
                change(index);
            }
            index.refresh();
        } while (after != null);
        return shown;
    }

    private void change(PracticeIndex index) throws IOException {
        int one = random.nextInt(newest);
        switch (random.nextInt(3)) {
            case 0 -> publish(index, newest++);
            case 1 -> publish(index, one);
            default -> {
                index.put(new Withdrawn(withdrawn(one, ++sequence, "gone"), new byte[] {'{', '}'}));
                present.remove(one);
                touched.add(one);
            }
        }
    }

    /** For the first time, again with another title, or after it was withdrawn. */
    private void publish(PracticeIndex index, int number) throws IOException {
        index.put(
                new Published(
                        aPractice()
                                .numbered(number)
                                .firstPublished(START.plusSeconds(number / 3))
                                .about("MA")
                                .titled("Title " + random.nextInt(50))
                                .revision((int) ++sequence)
                                .published(sequence),
                        new byte[0]));
        present.add(number);
        touched.add(number);
    }
}
