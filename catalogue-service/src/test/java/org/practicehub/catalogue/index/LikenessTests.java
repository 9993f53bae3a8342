package org.practicehub.catalogue.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.catalogue.Practices.aPractice;
import static org.practicehub.catalogue.Practices.id;
import static org.practicehub.catalogue.Practices.withdrawn;

import org.apache.lucene.search.IndexSearcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.CatalogueEntry.Withdrawn;
import org.practicehub.events.PracticePublished;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class LikenessTests {

    private static final PracticePublished NURSES =
            aPractice().about("MA").tagged("sdg", "10").on("health").published(1);

    @TempDir Path folder;

    private PracticeIndex index;

    @BeforeEach
    void fill() throws IOException {
        index = PracticeIndex.open(folder, 16);
        put(NURSES);
        put(
                aPractice()
                        .numbered(2)
                        .titled("Nurses who return")
                        .saying("What nurses learned abroad is recognised.")
                        .about("PH")
                        .tagged("sdg", "10")
                        .on("health")
                        .published(1));
        put(
                aPractice()
                        .numbered(3)
                        .titled("Formation")
                        .saying("Une école.")
                        .in("fr")
                        .about("MA")
                        .tagged("sdg", "10")
                        .published(1));
        for (int other = 4; other < 30; other++) {
            put(
                    aPractice()
                            .numbered(other)
                            .titled("Roads " + other)
                            .saying("The builders of roads are trained before they build.")
                            .about("EC")
                            .tagged("sdg", "10")
                            .published(1));
        }
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void whatSharesTheRarerTagsAndWordsComesFirst() throws IOException {
        List<Alike> alike = alike(NURSES, 3);
        assertThat(alike).extracting(one -> one.practice().id()).startsWith(id(2), id(3));
        assertThat(alike.get(0).terms()).containsExactly("topic:health", "sdg:10");
        assertThat(alike.get(0).words()).containsExactlyInAnyOrder("nurses", "return");
        assertThat(alike.get(1).terms()).startsWith("country:MA").endsWith("sdg:10");
        assertThat(alike.get(1).words()).isEmpty();
    }

    @Test
    void aPracticeIsNotRelatedToItselfNorToWhatWasWithdrawn() throws IOException {
        index.put(new Withdrawn(withdrawn(2, 2, "gone"), new byte[] {'{', '}'}));
        index.refresh();
        assertThat(alike(NURSES, 100))
                .extracting(one -> one.practice().id())
                .doesNotContain(id(1), id(2))
                .contains(id(3));
    }

    private void put(PracticePublished practice) throws IOException {
        index.put(new Published(practice, new byte[0]));
        index.refresh();
    }

    private List<Alike> alike(PracticePublished practice, int most) throws IOException {
        IndexSearcher searcher = index.acquire();
        try {
            return Likeness.of(searcher, practice, most);
        } finally {
            index.release(searcher);
        }
    }
}
