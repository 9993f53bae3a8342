package org.practicehub.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;

class InstantsTests {

    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @Test
    void whatIsWrittenIsReadAsItIsParsed() {
        Random random = new Random(20261122);
        for (int round = 0; round < 200_000; round++) {
            Instant instant =
                    Instant.ofEpochSecond(
                            random.nextLong(FIRST, LAST + 1), random.nextInt(1_000_000_000));
            Instant shorter = shortened(instant, random.nextInt(10));

            assertThat(canonical(shorter.toString())).isEqualTo(shorter);
        }
    }

    @Test
    void everyDayOfFourHundredYearsIsReadAndNoneThatIsNotThere() {
        for (int year = 1800; year < 2200; year++) {
            for (int month = 0; month <= 13; month++) {
                for (int day = 0; day <= 32; day++) {
                    agrees("%04d-%02d-%02dT00:00:00Z".formatted(year, month, day), true);
                }
            }
        }
    }

    @Test
    void everyFractionHasAsManyDigitsAsItHas() {
        for (int digits = 1; digits <= 9; digits++) {
            agrees("2026-01-31T23:59:59." + "123456789".substring(0, digits) + "Z", true);
            agrees("2026-01-31T23:59:59." + "000000000".substring(0, digits) + "Z", true);
        }
    }

    /** The platform knows more forms than the one that is written; these are left to it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "yesterday",
                "2026-01-31",
                "2026-01-31T23:59Z",
                "2026-01-31T23:59:59",
                "2026-01-31T23:59:59.Z",
                "2026-01-31T23:59:59.1234567890Z",
                "2026-01-31T23:59:59,5Z",
                "2026-01-31t23:59:59Z",
                "2026-01-31T23:59:59z",
                "2026-01-31T23:59:59+00:00",
                "2026-01-31T23:59:59.5+01:00",
                " 2026-01-31T23:59:59Z",
                "2026-01-31T23:59:59Z ",
                "2026-01-31T24:00:00Z",
                "2026-01-31T24:00:01Z",
                "2016-12-31T23:59:60Z",
                "2026-01-31T23:60:00Z",
                "2026-00-31T23:59:59Z",
                "2026-13-01T23:59:59Z",
                "2026-02-29T00:00:00Z",
                "2026-02-30T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "+12026-01-31T23:59:59Z",
                "12026-01-31T23:59:59Z",
                "2026/01/31T23:59:59Z",
                "2026-01-31 23:59:59Z",
                "+026-01-31T23:59:59Z",
                "2026-+1-31T23:59:59Z",
                "2026-01-31T23:59:5٩Z",
                "２026-01-31T23:59:59Z",
                "2026-01-31T23:59:59.5٩Z",
                "2026-01-31T23:59:59.-5Z",
            })
    void everyOtherFormIsLeftToThePlatform(String text) {
        agrees(text, false);
        assertThat(canonical(text)).isNull();
    }

    @Test
    void whateverItReadsThePlatformReadsTheSame() {
        Random random = new Random(20261123);
        String characters = "0123456789-:.TZtz+ ,/٩";
        int read = 0;
        for (int round = 0; round < 300_000; round++) {
            StringBuilder text =
                    new StringBuilder(
                            Instant.ofEpochSecond(
                                            random.nextLong(FIRST, LAST + 1),
                                            random.nextInt(4) * 250_000_000)
                                    .toString());
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                text.setCharAt(
                        random.nextInt(text.length()),
                        characters.charAt(random.nextInt(characters.length())));
            }
            read += agrees(text.toString(), false) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(30_000);
    }

    @Test
    void onlyThePartOfTheBufferThatIsMeantIsRead() {
        char[] buffer = "902026-01-31T23:59:59.5Z5Z".toCharArray();

        assertThat(Instants.canonical(buffer, 2, 22))
                .isEqualTo(Instant.parse("2026-01-31T23:59:59.5Z"));
    }

    /** What is read is what the platform reads; what it reads and we do not is another form. */
    private static boolean agrees(String text, boolean everything) {
        Instant read = canonical(text);
        if (read != null || everything) {
            assertThat(read).as(text).isEqualTo(parsed(text));
        }
        return read != null;
    }

    private static @Nullable Instant parsed(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable Instant canonical(String text) {
        return Instants.canonical(text.toCharArray(), 0, text.length());
    }

    private static Instant shortened(Instant instant, int digits) {
        int unit = 1;
        for (int i = digits; i < 9; i++) {
            unit *= 10;
        }
        return instant.minusNanos(instant.getNano() % unit);
    }
}
