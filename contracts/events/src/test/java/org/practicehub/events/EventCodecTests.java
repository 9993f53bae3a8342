package org.practicehub.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.practicehub.events.EventCodec.Decoded;
import org.practicehub.events.EventCodec.Encoded;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

class EventCodecTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PUBLISHED = EventType.PRACTICE_PUBLISHED.wire();
    private static final Golden GOLDEN = new Golden(EventType.PRACTICE_PUBLISHED, "full");

    static Stream<Golden> goldens() {
        return Golden.all();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void whatIsReadIsWrittenTheSame(Golden golden) {
        Encoded encoded = EventCodec.encode(golden.event(), "test");

        assertThat(JSON.readTree(encoded.value())).isEqualTo(JSON.readTree(golden.json()));
        assertThat(decode(golden.type().wire(), encoded.value()))
                .isEqualTo(new Decoded.Known(golden.event()));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void attributesAreHeaders(Golden golden) {
        HubEvent event = golden.event();

        Encoded encoded = EventCodec.encode(event, "submission-service");

        JsonNode json = JSON.readTree(golden.json());
        assertThat(encoded.key()).isEqualTo(event.key());
        assertThat(encoded.headers())
                .containsExactly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", event.key() + ":" + event.sequence()),
                        Map.entry("ce_type", golden.type().wire()),
                        Map.entry("ce_source", "/submission-service"),
                        Map.entry("ce_subject", event.key()),
                        Map.entry("ce_time", json.get("occurredAt").stringValue()),
                        Map.entry("content-type", "application/json"));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void fieldsOfANewerVersionAreIgnored(Golden golden) {
        JsonNode json = JSON.readTree(golden.json());
        addUnknownFields(json);

        assertThat(decode(golden.type().wire(), JSON.writeValueAsBytes(json)))
                .isEqualTo(new Decoded.Known(golden.event()));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void listsAreEmptyWhenAbsentOrNull(Golden golden) {
        JsonNode absent = JSON.readTree(golden.json());
        removeEmptyLists(absent, false);
        JsonNode nothing = JSON.readTree(golden.json());
        removeEmptyLists(nothing, true);

        assertThat(decode(golden.type().wire(), JSON.writeValueAsBytes(absent)))
                .isEqualTo(new Decoded.Known(golden.event()));
        assertThat(decode(golden.type().wire(), JSON.writeValueAsBytes(nothing)))
                .isEqualTo(new Decoded.Known(golden.event()));
    }

    @Test
    void typesOfANewerVersionAreUnknown() {
        assertThat(decode("org.practicehub.practice.translated.v1", "{}"))
                .isEqualTo(new Decoded.Unknown("org.practicehub.practice.translated.v1"));
        assertThat(decode("org.practicehub.practice.published.v2", GOLDEN.json()))
                .isEqualTo(new Decoded.Unknown("org.practicehub.practice.published.v2"));
    }

    @Test
    void aNullValueIsATombstoneWhateverTheHeaders() {
        assertThat(EventCodec.decode(name -> null, null)).isEqualTo(new Decoded.Tombstone());
        assertThat(EventCodec.decode(Golden.typed(PUBLISHED), null))
                .isEqualTo(new Decoded.Tombstone());
        assertThat(EventCodec.decode(Golden.typed(PUBLISHED), new byte[0]))
                .isEqualTo(new Decoded.Tombstone());
    }

    @Test
    void aRecordWithoutATypeIsUnreadable() {
        assertThat(EventCodec.decode(name -> null, "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Decoded.Unreadable("no ce_type header"));
    }

    @Test
    void theReasonSaysWhatIsWrongAndWhere() {
        assertThat(reason("{")).contains(PUBLISHED);
        assertThat(reason("null")).isEqualTo(PUBLISHED + ": null");
        assertThat(reason("[]")).isEqualTo(PUBLISHED + ": is of another type");
        assertThat(reason("\"text\"")).startsWith(PUBLISHED);
        assertThat(reason(GOLDEN.json() + "{}")).startsWith(PUBLISHED);
        assertThat(reason(json -> json.remove("content"))).endsWith(": content is missing");
        assertThat(reason(json -> json.putNull("content"))).endsWith(": content is missing");
        assertThat(reason(json -> ((ObjectNode) json.get("content")).remove("title")))
                .endsWith(": /content title is missing");
        assertThat(reason(json -> json.remove("revision"))).contains("revision");
        assertThat(reason(json -> json.putNull("sequence"))).contains("/sequence");
        assertThat(reason(json -> json.put("occurredAt", "yesterday")))
                .endsWith(": /occurredAt cannot be read from yesterday");
        assertThat(reason(json -> json.put("sequence", "12345678901234567890")))
                .contains("/sequence");
        assertThat(reason(json -> json.put("content", "text"))).contains("/content");
        assertThat(reason(json -> ((ObjectNode) json.at("/tags/1")).put("role", 1)))
                .contains("/tags/1/role");
        assertThat(reason(json -> json.putArray("tags").addNull())).endsWith(": a list holds null");
    }

    @Test
    void theReasonNeverNamesAClass() {
        for (String field : List.of("content", "tags", "revision", "reason", "revisedAt")) {
            assertThat(reason(json -> json.put(field, "x")))
                    .doesNotContain("org.practicehub.events", "java.", "tools.jackson");
        }
    }

    @Test
    void aValueOfANewerClosedSetIsUnreadableAndSoPutAside() {
        assertThat(reason(json -> json.put("reason", "translated")))
                .endsWith(": /reason cannot be read from translated");
        assertThat(reason(json -> json.put("reason", 0))).contains("/reason");
    }

    @Test
    void nothingThatARecordHoldsThrows() {
        Random random = new Random(20260101);
        byte[] whole = GOLDEN.json().getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 5_000; round++) {
            byte[] broken = whole.clone();
            for (int flips = random.nextInt(4) + 1; flips > 0; flips--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            assertThat(decode(PUBLISHED, broken)).isNotNull();
        }
        assertThat(decode(PUBLISHED, "[".repeat(100_000))).isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(PUBLISHED, "{\"x\":" + "[".repeat(100_000)))
                .isInstanceOf(Decoded.Unreadable.class);
        assertThat(decode(PUBLISHED, "{\"sequence\":" + "9".repeat(100_000) + "}"))
                .isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void halfACharacterSurvivesAsAnEscapeAlthoughTheDoorRefusesIt() {
        TopicChanged event = new TopicChanged("slug", 1, Instant.EPOCH, "half \uD83D", "", null);

        byte[] value = EventCodec.encode(event, "test").value();

        assertThat(new String(value, StandardCharsets.UTF_8)).contains("half \\uD83D");
        assertThat(decode(EventType.TOPIC_CHANGED.wire(), value))
                .isEqualTo(new Decoded.Known(event));
    }

    @Test
    void evidenceOffsetsAreUtf16CodeUnitsOfTheStoredText() {
        PracticePublished practice = (PracticePublished) GOLDEN.event();

        assertThat(practice.tags())
                .flatExtracting(Tag::evidence)
                .isNotEmpty()
                .allSatisfy(
                        evidence -> {
                            String text =
                                    evidence.field().equals("title")
                                            ? practice.content().title()
                                            : practice.content().summary();
                            assertThat(text.substring(evidence.start(), evidence.end()))
                                    .isEqualTo(evidence.text());
                        });
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyTypeNamesItsVersion(EventType type) {
        assertThat(type.wire()).matches("org\\.practicehub\\.[a-z]+\\.[a-z]+\\.v1");
    }

    private static Decoded decode(String type, String json) {
        return decode(type, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Decoded decode(String type, byte[] value) {
        return EventCodec.decode(Golden.typed(type), value);
    }

    private static String reason(Consumer<ObjectNode> change) {
        ObjectNode json = (ObjectNode) JSON.readTree(GOLDEN.json());
        change.accept(json);
        return reason(JSON.writeValueAsString(json));
    }

    private static String reason(String json) {
        assertThat(decode(PUBLISHED, json)).isInstanceOf(Decoded.Unreadable.class);
        return ((Decoded.Unreadable) decode(PUBLISHED, json)).reason();
    }

    private static void addUnknownFields(JsonNode node) {
        for (JsonNode child : node) {
            addUnknownFields(child);
        }
        if (node instanceof ObjectNode object) {
            object.put("addedLater", 1);
            object.putObject("alsoAddedLater").putArray("list").add("x");
        }
    }

    private static void removeEmptyLists(JsonNode node, boolean leaveNull) {
        for (JsonNode child : node) {
            removeEmptyLists(child, leaveNull);
        }
        if (node instanceof ObjectNode object) {
            for (String field : List.copyOf(object.propertyNames())) {
                if (object.get(field).isArray() && object.get(field).isEmpty()) {
                    if (leaveNull) {
                        object.putNull(field);
                    } else {
                        object.remove(field);
                    }
                }
            }
        }
    }
}
