package org.practicehub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class RecordReaderTests {

    private static final RecordReader QUICK =
            new RecordReader(
                    EventCodec.JSON,
                    Arrays.stream(EventType.values()).map(EventType::event).toList());
    private static final JsonMapper PLAIN = new JsonMapper();
    private static final Golden PUBLISHED = new Golden(EventType.PRACTICE_PUBLISHED, "full");

    /** Values that a writer of another kind, or a mistake, might put anywhere. */
    private static final List<String> ODD =
            List.of(
                    "null",
                    "true",
                    "false",
                    "0",
                    "-1",
                    "-0",
                    "1.0",
                    "1e3",
                    "1e999",
                    "2147483648",
                    "9223372036854775808",
                    "\"\"",
                    "\" \"",
                    "\"7\"",
                    "\"1.5\"",
                    "\"NaN\"",
                    "\"true\"",
                    "\"null\"",
                    "\"practice\"",
                    "\"PRACTICE\"",
                    "\"about\"",
                    "\"machine\"",
                    "\"2026-01-31T23:59:59Z\"",
                    "\"2026-01-31T23:59:59+00:00\"",
                    "\"2026-02-30T00:00:00Z\"",
                    "\"1769903999.5\"",
                    "1769903999",
                    "\"\\u0000\\ud83d\"",
                    "[]",
                    "{}",
                    "[null]",
                    "[[]]",
                    "[{}]",
                    "[\"\"]",
                    "[1]",
                    "{\"\":{}}");

    static Stream<Golden> goldens() {
        return Golden.all();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void readsEverythingThatIsWritten(Golden golden) {
        byte[] written = EventCodec.encode(golden.event(), "test").value();

        assertThat(quick(golden, written)).isEqualTo(golden.event());
        assertThat(thorough(golden, written)).isEqualTo(golden.event());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void oddValuesAnywhereAreReadAsDatabindReadsThemOrLeftToIt(Golden golden) {
        for (String odd : ODD) {
            JsonNode value = PLAIN.readTree(odd);
            for (int place = 0; place < count(PLAIN.readTree(golden.json())); place++) {
                JsonNode json = PLAIN.readTree(golden.json());
                replace(json, place, value);
                agrees(golden, PLAIN.writeValueAsBytes(json));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void whatIsMissingIsReadAsDatabindReadsItOrLeftToIt(Golden golden) {
        for (int place = 0; place < count(PLAIN.readTree(golden.json())); place++) {
            JsonNode json = PLAIN.readTree(golden.json());
            replace(json, place, null);
            agrees(golden, PLAIN.writeValueAsBytes(json));
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void brokenBytesAreReadAsDatabindReadsThemOrLeftToIt(Golden golden) {
        Random random = new Random(20261122);
        byte[] whole = EventCodec.encode(golden.event(), "test").value();
        for (int round = 0; round < 3_000; round++) {
            byte[] broken = whole.clone();
            for (int flips = random.nextInt(3) + 1; flips > 0; flips--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            agrees(golden, broken);
            agrees(golden, Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
    }

    @Test
    void namesThatComeTwiceOrAreNotKnownAreLeftToDatabind() {
        String json = PUBLISHED.json();
        for (String further :
                List.of("\"revision\":3,", "\"added\":[{\"x\":1}],", "\"tags\":[],")) {
            byte[] changed = utf8(json.replaceFirst("\\{", "{" + further));
            assertThat(quick(PUBLISHED, changed)).isNull();
            assertThat(decoded(changed)).isInstanceOf(EventCodec.Decoded.Known.class);
        }
    }

    @Test
    void escapesAreWhatTheyStandFor() {
        byte[] escaped = utf8(PUBLISHED.json().replace("\"title\"", "\"\\u0074itle\""));

        assertThat(quick(PUBLISHED, escaped)).isEqualTo(PUBLISHED.event());
    }

    @Test
    void whatFollowsTheEventIsLeftToDatabind() {
        assertThat(quick(PUBLISHED, utf8(PUBLISHED.json() + "{}"))).isNull();
        assertThat(quick(PUBLISHED, utf8(PUBLISHED.json() + "x"))).isNull();
        assertThat(quick(PUBLISHED, utf8(PUBLISHED.json() + " \n"))).isEqualTo(PUBLISHED.event());
    }

    @Test
    void typesThatEventsDoNotHaveAreRefusedAtOnce() {
        record Other(Duration howLong) {}

        assertThatThrownBy(() -> new RecordReader(PLAIN, List.of(Other.class)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever the quick reader answers, databind answers. */
    private static void agrees(Golden golden, byte[] json) {
        HubEvent quick = quick(golden, json);
        if (quick != null) {
            assertThat(quick)
                    .as(() -> new String(json, StandardCharsets.UTF_8))
                    .isEqualTo(thorough(golden, json));
        }
    }

    private static @Nullable HubEvent quick(Golden golden, byte[] json) {
        return QUICK.read(golden.type().event(), json);
    }

    private static @Nullable HubEvent thorough(Golden golden, byte[] json) {
        try {
            return EventCodec.JSON.readValue(json, golden.type().event());
        } catch (JacksonException e) {
            return null;
        }
    }

    private static EventCodec.Decoded decoded(byte[] json) {
        return EventCodec.decode(Golden.typed(PUBLISHED.type().wire()), json);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int count(JsonNode node) {
        int count = 0;
        for (JsonNode child : node) {
            count += 1 + count(child);
        }
        return count;
    }

    /** Puts a value in the place of the node of this number, or takes that away. */
    private static void replace(JsonNode root, int place, @Nullable JsonNode value) {
        List<Runnable> changes = new ArrayList<>();
        collect(root, value, changes);
        changes.get(place).run();
    }

    private static void collect(JsonNode node, @Nullable JsonNode value, List<Runnable> changes) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                changes.add(
                        () -> {
                            if (value == null) {
                                object.remove(name);
                            } else {
                                object.set(name, value);
                            }
                        });
                collect(object.get(name), value, changes);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                changes.add(
                        () -> {
                            if (value == null) {
                                array.remove(at);
                            } else {
                                array.set(at, value);
                            }
                        });
                collect(array.get(i), value, changes);
            }
        }
    }
}
