package org.practicehub.submission.likeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.practicehub.submission.likeness.KnownTexts.Alike;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

class KnownTextsTests {

    private static final int BINS = 128;

    private final Random random = new Random(11);
    private final KnownTexts known = new KnownTexts();

    @Test
    void asManyAreFoundAsByComparingAll() {
        Map<UUID, Fingerprint> all = new HashMap<>();
        List<List<String>> texts = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            // One in three is another one with some of its words changed: a few, or nearly all.
            List<String> words =
                    i % 3 == 0 && i > 0
                            ? edited(texts.get(random.nextInt(i)), random.nextInt(1, 60))
                            : random.ints(60, 0, 4_000).mapToObj(KnownTextsTests::word).toList();
            texts.add(words);
            String title = i % 50 == 0 ? "The same title" : "Title " + i;
            put(all, new UUID(i, random.nextLong()), title, String.join(" ", words));
        }

        int found = 0;
        for (Map.Entry<UUID, Fingerprint> one : all.entrySet()) {
            Map<UUID, Double> alike =
                    known.alike(one.getValue()).stream()
                            .collect(Collectors.toMap(Alike::id, Alike::similarity));
            assertThat(alike).isEqualTo(compared(all, one.getValue()));
            found += alike.size();
        }
        assertThat(found).isGreaterThan(all.size() + 500);
    }

    @Test
    void textsThatHardlyPassAreFoundWhereverTheyDiffer() {
        byte[] bytes = new byte[Long.BYTES + BINS];
        random.nextBytes(bytes);
        int most = BINS - Fingerprint.leastSame(KnownTexts.ALIKE);
        for (int spared = 0; spared < BINS / 2; spared++) {
            byte[] other = bytes.clone();
            other[0]++;
            int spoiled = 0;
            for (int pair = 0; pair < BINS / 2; pair++) {
                if (pair != spared && spoiled < most) {
                    other[Long.BYTES + 2 * pair + random.nextInt(2)]++;
                    spoiled++;
                }
            }
            known.put(new UUID(spared, 0), 1, false, new Fingerprint(other));
        }

        assertThat(most).isEqualTo(63);
        assertThat(known.alike(new Fingerprint(bytes)))
                .hasSize(BINS / 2)
                .allSatisfy(alike -> assertThat(alike.similarity()).isBetween(0.5, 0.51));
    }

    @Test
    void whatIsChangedIsFoundByItsNewTextOnly() {
        UUID id = UUID.randomUUID();
        Fingerprint before = Fingerprint.of("Before", "A bus that brings information to villages.");
        Fingerprint after = Fingerprint.of("After", "Schools where parents learn the language.");
        known.put(id, 1, false, before);
        known.put(id, 2, true, after);
        known.put(id, 1, false, before);

        assertThat(known.alike(before)).isEmpty();
        assertThat(known.alike(after))
                .extracting(Alike::id, Alike::similarity, Alike::sameTitle, Alike::published)
                .containsExactly(tuple(id, 1.0, true, true));
    }

    @Test
    void whatIsRemovedIsNotFoundAndItsPlaceIsTakenAgain() {
        Map<UUID, Fingerprint> all = new HashMap<>();
        for (int round = 0; round < 3; round++) {
            List<UUID> gone = all.keySet().stream().filter(id -> random.nextBoolean()).toList();
            for (UUID id : gone) {
                known.remove(id, 0);
                assertThat(known.alike(all.get(id))).extracting(Alike::id).contains(id);
                known.remove(id, 1);
                all.remove(id);
            }
            for (int i = 0; i < 500; i++) {
                put(all, UUID.randomUUID(), "Title", word(random.nextInt(40)) + " " + word(i));
            }
            for (Fingerprint one : all.values()) {
                assertThat(known.alike(one)).hasSameSizeAs(compared(all, one).keySet());
            }
        }
    }

    private void put(Map<UUID, Fingerprint> all, UUID id, String title, String text) {
        Fingerprint fingerprint = Fingerprint.of(title, text);
        all.put(id, fingerprint);
        known.put(id, 1, false, fingerprint);
    }

    private static Map<UUID, Double> compared(Map<UUID, Fingerprint> all, Fingerprint with) {
        Map<UUID, Double> alike = new HashMap<>();
        all.forEach(
                (id, other) -> {
                    double similarity = with.similarity(other);
                    if (similarity >= KnownTexts.ALIKE || with.hasSameTitle(other)) {
                        alike.put(id, similarity);
                    }
                });
        return alike;
    }

    private List<String> edited(List<String> words, int changes) {
        List<String> edited = new ArrayList<>(words);
        for (int i = 0; i < changes; i++) {
            edited.set(random.nextInt(edited.size()), word(random.nextInt(4_000)));
        }
        return edited;
    }

    private static String word(int nth) {
        return Long.toString(new Random(nth).nextLong() >>> 24, 36);
    }
}
