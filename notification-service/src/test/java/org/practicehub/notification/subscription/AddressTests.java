package org.practicehub.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.function.UnaryOperator;

class AddressTests {

    private static final String PLAIN = "aZ09";
    private static final String ODD = "--_..@+é ";

    @Test
    void whatIsPlainIsTakenAsItIsAndWhatIsNotIsChecked() {
        Random random = new Random(11);
        int taken = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = text(random);
            String known = tried(text, each -> new Address(each).text());
            assertThat(known).as(text).isEqualTo(tried(text, Address::checked));
            taken += known.isEmpty() ? 0 : 1;
        }
        assertThat(taken).isGreaterThan(10_000);
    }

    private static String text(Random random) {
        return part(random) + "@" + part(random) + "." + part(random);
    }

    private static String part(Random random) {
        StringBuilder part = new StringBuilder();
        int length = 1 + random.nextInt(random.nextInt(50) == 0 ? 70 : 4);
        for (int i = 0; i < length; i++) {
            String letters = random.nextInt(5) == 0 ? ODD : PLAIN;
            part.append(letters.charAt(random.nextInt(letters.length())));
        }
        return part.toString();
    }

    private static String tried(String text, UnaryOperator<String> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Test
    void labelsAndPartsHaveTheirLengths() {
        assertThat(tried("a@" + "b".repeat(63) + ".org", t -> new Address(t).text())).isNotEmpty();
        assertThat(tried("a@" + "b".repeat(64) + ".org", t -> new Address(t).text())).isEmpty();
        assertThat(tried("a".repeat(64) + "@b.org", t -> new Address(t).text())).isNotEmpty();
        assertThat(tried("a".repeat(65) + "@b.org", t -> new Address(t).text())).isEmpty();
        assertThat(tried("a@b", t -> new Address(t).text())).isEmpty();
        assertThat(new Address("Ada@BÜCHER.example").text()).isEqualTo("Ada@xn--bcher-kva.example");
    }
}
