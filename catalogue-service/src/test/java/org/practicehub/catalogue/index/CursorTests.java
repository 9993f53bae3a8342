package org.practicehub.catalogue.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.practicehub.catalogue.Churn;
import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.index.Inquiry.Hit;
import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.CatalogueEntry.Withdrawn;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.Position;
import org.practicehub.criteria.Criteria;
import org.practicehub.events.HubEvent;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeWithdrawn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Readers turn pages while practices come, change and go, one reader in each order, all in the same
 * changing index.
 */
class CursorTests {

    private static final int PRACTICES = 150;
    private static final int WALKS = Integer.getInteger("cursor.walks", 25);
    private static final int MOST_CHANGES = 5;
    private static final Criteria RANKED =
            new Criteria(List.of(), List.of(), List.of(), "migration", null, null);

    @TempDir Path folder;

    private final Random random = new Random(11);
    private final IndexSearch search = new IndexSearch(new FacetLabels());

    @Test
    void pagesNeitherSkipNorRepeatWhilePracticesChange() throws IOException {
        try (PracticeIndex index = PracticeIndex.open(folder, 16)) {
            Churn churn = new Churn(7, event -> put(index, event));
            churn.publish(PRACTICES);
            index.refresh();
            for (int nth = 0; nth < WALKS; nth++) {
                List<Reader> readers = new ArrayList<>();
                for (Order order : Order.values()) {
                    readers.add(new Reader(index, churn.walk(order), 1 + random.nextInt(30)));
                }
                while (turnPages(readers)) {
                    churn.change(MOST_CHANGES);
                    index.refresh();
                }
            }
        }
    }

    @Test
    void aRankingIsReadToItsEndAsItWasWhenItBegan() throws IOException {
        try (PracticeIndex index = PracticeIndex.open(folder, 16)) {
            Churn churn = new Churn(8, event -> put(index, event));
            churn.publish(PRACTICES);
            index.refresh();
            for (int nth = 0; nth < WALKS; nth++) {
                List<String> ranking = ids(page(index, RANKED, null, null, 10_000));
                List<String> shown = new ArrayList<>();
                int size = 8 + random.nextInt(30);
                Position after = null;
                do {
                    Found found = page(index, RANKED, null, after, size);
                    shown.addAll(ids(found));
                    after = found.next();
                    churn.change(MOST_CHANGES);
                    index.refresh();
                } while (after != null);
                assertThat(shown).isEqualTo(ranking);
            }
        }
    }

    /** Later, or at another instance. */
    @Test
    void aRankingIsGoneOnWithByScoreWhereItsSnapshotIsNotKept() throws IOException {
        try (PracticeIndex index = PracticeIndex.open(folder, 16)) {
            new Churn(9, event -> put(index, event)).publish(PRACTICES);
            index.refresh();
            List<String> ranking = ids(page(index, RANKED, null, null, 10_000));
            List<String> shown = new ArrayList<>();
            Position after = null;
            do {
                Found found = page(index, RANKED, null, after, 7);
                shown.addAll(ids(found));
                Position next = found.next();
                after = next == null ? null : new Position(next.key(), next.id(), Long.MAX_VALUE);
            } while (after != null);
            assertThat(shown).isEqualTo(ranking);
        }
    }

    /** Whether anybody has more to read. */
    private static boolean turnPages(List<Reader> readers) throws IOException {
        boolean more = false;
        for (Reader reader : readers) {
            more |= reader.turn();
        }
        return more;
    }

    private final class Reader {

        private final PracticeIndex index;
        private final Churn.Walk walk;
        private final int size;
        private Position after;
        private boolean atTheEnd;

        Reader(PracticeIndex index, Churn.Walk walk, int size) {
            this.index = index;
            this.walk = walk;
            this.size = size;
        }

        boolean turn() throws IOException {
            if (!atTheEnd) {
                Found found = page(index, Churn.CRITERIA, walk.order(), after, size);
                walk.sees(ids(found));
                after = found.next();
                atTheEnd = after == null;
                if (atTheEnd) {
                    walk.ends();
                }
            }
            return !atTheEnd;
        }
    }

    private Found page(
            PracticeIndex index, Criteria criteria, Order order, Position after, int size)
            throws IOException {
        return search.page(index, new Inquiry(criteria, null, order, after, size, Set.of()));
    }

    private static List<String> ids(Found found) {
        return found.hits().stream().map(Hit::id).toList();
    }

    private static void put(PracticeIndex index, HubEvent event) {
        CatalogueEntry entry =
                switch (event) {
                    case PracticePublished published -> new Published(published, new byte[0]);
                    case PracticeWithdrawn withdrawn ->
                            new Withdrawn(withdrawn, new byte[] {'{', '}'});
                    default -> throw new IllegalArgumentException("not of the catalogue: " + event);
                };
        try {
            index.put(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
