package org.practicehub.events;

import static java.lang.invoke.MethodType.methodType;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;
import tools.jackson.databind.json.JsonMapper;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads events as they are written, for a third of what databind takes. What is written in any
 * other way, a number in quotes, an instant with an offset, a name that is not known or comes
 * twice, it leaves to databind, which reads it or says what is wrong: so it never answers anything
 * that databind would not, and need not explain itself.
 */
final class RecordReader {

    /** What stands where the parser is, which is left at its last token. */
    private interface Reading {

        /**
         * @throws RuntimeException when it is not what is expected, whatever else it may be
         */
        @Nullable Object of(JsonParser json);
    }

    /**
     * Thrown and caught for each value that is left to databind: without a trace it costs little.
     */
    private static final class Unexpected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unexpected() {
            super("not as it is written", null, false, false);
        }
    }

    private final JsonMapper mapper;
    private final Map<Class<?>, Reading> records = new HashMap<>();

    /**
     * @param types records of strings, numbers, booleans, instants, enums, such records and lists
     * @throws IllegalArgumentException when there is something else in one of them
     */
    RecordReader(JsonMapper mapper, List<? extends Class<?>> types) {
        this.mapper = mapper;
        types.forEach(this::record);
    }

    /** Null when it is to be left to databind. */
    <T> @Nullable T read(Class<T> type, byte[] value) {
        Reading record = Objects.requireNonNull(records.get(type), "not one that was named");
        try (JsonParser json = mapper.createParser(value)) {
            json.nextToken();
            T read = type.cast(record.of(json));
            return json.nextToken() == null ? read : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private Reading reading(Type type) {
        return switch (type) {
            case ParameterizedType list when list.getRawType() == List.class ->
                    orNull(list(reading(list.getActualTypeArguments()[0])));
            case Class<?> number when number == int.class ->
                    json -> at(json, JsonToken.VALUE_NUMBER_INT).getIntValue();
            case Class<?> number when number == long.class ->
                    json -> at(json, JsonToken.VALUE_NUMBER_INT).getLongValue();
            case Class<?> number when number == double.class -> RecordReader::number;
            case Class<?> answer when answer == boolean.class -> RecordReader::answer;
            case Class<?> number when number == Integer.class -> orNull(reading(int.class));
            case Class<?> text when text == String.class ->
                    orNull(json -> at(json, JsonToken.VALUE_STRING).getString());
            case Class<?> time when time == Instant.class -> orNull(RecordReader::instant);
            case Class<?> closed when closed.isEnum() -> orNull(constant(closed));
            case Class<?> record when record.isRecord() -> orNull(record(record));
            default -> throw new IllegalArgumentException("events have no " + type);
        };
    }

    private static JsonParser at(JsonParser json, JsonToken token) {
        if (json.currentToken() != token) {
            throw new Unexpected();
        }
        return json;
    }

    private static Reading orNull(Reading reading) {
        return json -> json.currentToken() == JsonToken.VALUE_NULL ? null : reading.of(json);
    }

    private static Object number(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? json.getDoubleValue()
                : at(json, JsonToken.VALUE_NUMBER_FLOAT).getDoubleValue();
    }

    private static Object answer(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_TRUE
                || at(json, JsonToken.VALUE_FALSE).getBooleanValue();
    }

    private static Object instant(JsonParser json) {
        at(json, JsonToken.VALUE_STRING);
        return expected(
                Instants.canonical(
                        json.getStringCharacters(),
                        json.getStringOffset(),
                        json.getStringLength()));
    }

    private static Object expected(@Nullable Object value) {
        if (value == null) {
            throw new Unexpected();
        }
        return value;
    }

    private static Reading list(Reading element) {
        return json -> {
            at(json, JsonToken.START_ARRAY);
            List<@Nullable Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(element.of(json));
            }
            return list;
        };
    }

    private Reading constant(Class<?> closed) {
        Map<String, Object> byWire = new HashMap<>();
        for (Object constant : closed.getEnumConstants()) {
            byWire.put(mapper.convertValue(constant, String.class), constant);
        }
        return json -> expected(byWire.get(at(json, JsonToken.VALUE_STRING).getString()));
    }

    private Reading record(Class<?> type) {
        Reading known = records.get(type);
        if (known == null) {
            known = made(type);
            records.put(type, known);
        }
        return known;
    }

    private Reading made(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Reading[] readings = new Reading[components.length];
        List<Named> named = new ArrayList<>();
        int required = 0;
        for (int i = 0; i < components.length; i++) {
            named.add(Named.fromString(components[i].getName()));
            readings[i] = reading(components[i].getGenericType());
            required |= components[i].getType().isPrimitive() ? 1 << i : 0;
        }
        PropertyNameMatcher names = mapper.tokenStreamFactory().constructNameMatcher(named, true);
        MethodHandle constructor = constructor(type, components);
        int numbers = required;
        return json -> {
            at(json, JsonToken.START_OBJECT);
            @Nullable Object[] values = new Object[readings.length];
            int seen = 0;
            for (int i = json.nextNameMatch(names); i >= 0; i = json.nextNameMatch(names)) {
                int bit = 1 << i;
                if ((seen & bit) != 0) {
                    throw new Unexpected();
                }
                seen |= bit;
                json.nextToken();
                values[i] = readings[i].of(json);
            }
            at(json, JsonToken.END_OBJECT);
            if ((seen & numbers) != numbers) {
                throw new Unexpected();
            }
            return made(constructor, values);
        };
    }

    /** One that takes all components as an array. */
    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return MethodHandles.lookup()
                    .findConstructor(type, methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("events are public records: " + type, e);
        }
    }

    private static Object made(MethodHandle constructor, @Nullable Object[] values) {
        try {
            return constructor.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("constructors of records throw nothing checked", e);
        }
    }
}
