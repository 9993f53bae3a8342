package org.practicehub.events;

import com.fasterxml.jackson.annotation.JsonInclude.Include;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes and reads events as CloudEvents 1.0 in Kafka binary mode: attributes are headers named
 * {@code ce_…}, the value is the JSON of the event.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents
 *     Kafka protocol binding</a>
 */
public final class EventCodec {

    public static final String TYPE = "ce_type";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String CONTENT_TYPE = "content-type";

    private static final Map<String, EventType> BY_WIRE =
            Arrays.stream(EventType.values())
                    .collect(Collectors.toUnmodifiableMap(EventType::wire, Function.identity()));
    private static final Map<Class<?>, EventType> BY_CLASS =
            Arrays.stream(EventType.values())
                    .collect(Collectors.toUnmodifiableMap(EventType::event, Function.identity()));

    static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
                    .build();
    private static final RecordReader QUICK =
            new RecordReader(
                    JSON, Arrays.stream(EventType.values()).map(EventType::event).toList());
    private static final Map<EventType, ObjectReader> THOROUGH =
            Arrays.stream(EventType.values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Function.identity(), type -> JSON.readerFor(type.event())));
    private static final ObjectWriter WRITER = JSON.writer();

    /** An event as it is written to Kafka. */
    @SuppressWarnings("ArrayRecordComponent") // bytes for Kafka, never compared
    public record Encoded(String key, Map<String, String> headers, byte[] value) {}

    /** What a record from Kafka turned out to be. */
    public sealed interface Decoded {

        /** An event this version knows. */
        record Known(HubEvent event) implements Decoded {}

        /** A type that some newer version sends: to be skipped and counted. */
        record Unknown(String type) implements Decoded {}

        /** A null value: what the key stood for is gone. */
        record Tombstone() implements Decoded {}

        /** Not an event at all: to be put aside with the reason. */
        record Unreadable(String reason) implements Decoded {}
    }

    /**
     * @param source the service that tells, for instance {@code submission-service}
     */
    public static Encoded encode(HubEvent event, String source) {
        EventType type = BY_CLASS.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException("no event type for " + event.getClass());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SPEC_VERSION, "1.0");
        headers.put(ID, event.key() + ":" + event.sequence());
        headers.put(TYPE, type.wire());
        headers.put(SOURCE, "/" + source);
        headers.put(SUBJECT, event.key());
        headers.put(TIME, DateTimeFormatter.ISO_INSTANT.format(event.occurredAt()));
        headers.put(CONTENT_TYPE, "application/json");
        return new Encoded(event.key(), headers, WRITER.writeValueAsBytes(event));
    }

    /**
     * Never throws on what a record holds.
     *
     * @param header looks a header up by name; absent headers are null
     */
    public static Decoded decode(
            Function<String, byte @Nullable []> header, byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            return new Decoded.Tombstone();
        }
        byte[] wire = header.apply(TYPE);
        if (wire == null) {
            return new Decoded.Unreadable("no " + TYPE + " header");
        }
        String name = new String(wire, StandardCharsets.UTF_8);
        EventType type = BY_WIRE.get(name);
        if (type == null) {
            return new Decoded.Unknown(name);
        }
        try {
            HubEvent event = QUICK.read(type.event(), value);
            if (event == null) {
                event = Objects.requireNonNull(THOROUGH.get(type)).readValue(value);
            }
            return event == null
                    ? new Decoded.Unreadable(name + ": null")
                    : new Decoded.Known(event);
        } catch (JacksonException e) {
            return new Decoded.Unreadable(name + ": " + reason(e));
        }
    }

    /** Where and why, without a word of our classes. */
    private static String reason(JacksonException e) {
        String path =
                e.getPath().stream()
                        .map(
                                step ->
                                        "/"
                                                + (step.getPropertyName() == null
                                                        ? String.valueOf(step.getIndex())
                                                        : step.getPropertyName()))
                        .collect(Collectors.joining());
        String message =
                switch (e) {
                    case InvalidNullException _ -> "is null";
                    case ValueInstantiationException created when created.getCause() != null ->
                            String.valueOf(created.getCause().getMessage());
                    case InvalidFormatException format ->
                            "cannot be read from " + String.valueOf(format.getValue());
                    case MismatchedInputException _ -> "is of another type";
                    default -> e.getOriginalMessage();
                };
        return path.isEmpty() ? message : path + " " + message;
    }

    private EventCodec() {}
}
