package org.practicehub.submission.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;
import java.util.stream.Collectors;

class FingerprintTests {

    private static final String TEXT =
            "The City of Oujda has created a Municipal Action Plan that includes migration and"
                    + " migrants as one of its six strategic axes, together with Local Governance,"
                    + " Partnership and Decentralized Cooperation, Basic Infrastructures and"
                    + " Proximity Facilities, Environment and Sustainable Energy, and Investment"
                    + " Capacities and Development of Competitive Potential.";

    @Test
    void caseMarksAndPunctuationDoNotMatter() {
        Fingerprint one = Fingerprint.of("Plan d'action", "L'école, à Oujda.");
        Fingerprint other = Fingerprint.of("PLAN D’ACTION!", "L’ecole   a Oujda");

        assertThat(one.similarity(other)).isEqualTo(1);
        assertThat(one.hasSameTitle(other)).isTrue();
    }

    @Test
    void aTextWithAFewOtherWordsIsAlikeAndAnotherTextIsNot() {
        Fingerprint one = Fingerprint.of("Municipal Action Plan", TEXT);
        Fingerprint edited =
                Fingerprint.of(
                        "Municipal Action Plan of Oujda",
                        TEXT.replace("has created", "made").replace("six", "five"));
        Fingerprint other =
                Fingerprint.of(
                        "Migra Movil",
                        "A fully equipped bus supported by the Government of Costa Rica and the"
                                + " IOM brings information and services to citizens living far"
                                + " from the capital, and to vulnerable migrants in border areas.");

        assertThat(one.similarity(edited)).isBetween(0.6, 0.98);
        assertThat(one.similarity(other)).isLessThan(0.15);
        assertThat(one.hasSameTitle(edited)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 0.8})
    void theEstimateIsCloseToWhatIsShared(double share) {
        Random random = new Random(7);
        double error = 0;
        int rounds = 20;
        for (int round = 0; round < rounds; round++) {
            // Long words without repetition: what is shared of them is shared of their characters.
            int common = (int) (400 * 2 * share / (1 + share));
            String shared = words(random, common);
            Fingerprint one = Fingerprint.of("", shared + words(random, 400 - common));
            Fingerprint other = Fingerprint.of("", shared + words(random, 400 - common));
            error += one.similarity(other) - share;
        }
        assertThat(error / rounds).isBetween(-0.05, 0.05);
    }

    @Test
    void itIsKeptInBytes() {
        Fingerprint one = Fingerprint.of("Title", TEXT);

        assertThat(new Fingerprint(one.bytes())).isEqualTo(one);
        assertThat(one.bytes()).hasSize(136);
    }

    @Test
    void aTextWithoutLettersHasOneToo() {
        assertThat(Fingerprint.of("…", "!!").similarity(Fingerprint.of("Title", TEXT)))
                .isLessThan(0.1);
        assertThat(Fingerprint.of("a", "b").similarity(Fingerprint.of("a", "b"))).isEqualTo(1);
    }

    private static String words(Random random, int count) {
        return random.ints(count, 0, Integer.MAX_VALUE)
                .mapToObj(i -> Long.toString(i * 7_919L + 1_000_000_000_000L, 36))
                .collect(Collectors.joining(" "));
    }
}
