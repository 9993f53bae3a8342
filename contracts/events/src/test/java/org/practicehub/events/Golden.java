package org.practicehub.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** The committed JSON of every event: one with everything in it, one with as little as can be. */
record Golden(EventType type, String variant) {

    static Stream<Golden> all() {
        return Arrays.stream(EventType.values())
                .flatMap(type -> Stream.of(new Golden(type, "full"), new Golden(type, "minimal")));
    }

    static String resource(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/contracts/events/v1/" + name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String json() {
        return resource("golden/" + name() + "." + variant + ".json");
    }

    HubEvent event() {
        if (EventCodec.decode(typed(type.wire()), json().getBytes(StandardCharsets.UTF_8))
                instanceof EventCodec.Decoded.Known(HubEvent event)) {
            return event;
        }
        throw new AssertionError(this + " cannot be read");
    }

    /** {@code practice.published} for {@code org.practicehub.practice.published.v1}. */
    String name() {
        return name(type);
    }

    static String name(EventType type) {
        return type.wire().replace("org.practicehub.", "").replaceAll("\\.v1$", "");
    }

    /** Headers that hold a type and nothing else. */
    static Function<String, byte[]> typed(String wire) {
        return name -> name.equals(EventCodec.TYPE) ? wire.getBytes(StandardCharsets.UTF_8) : null;
    }

    @Override
    public String toString() {
        return name() + " " + variant;
    }
}
