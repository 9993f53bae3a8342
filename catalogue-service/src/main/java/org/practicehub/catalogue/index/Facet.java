package org.practicehub.catalogue.index;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What results can be counted by. */
public enum Facet {
    COUNTRY("country", "country:"),
    SDG("sdg", "sdg:"),
    TARGET("target", "sdg-target:"),
    GCM("gcm", "gcm:"),
    TOPIC("topic", "topic:"),
    KIND("kind", "kind:"),
    LANGUAGE("language", "language:"),
    GROUP("group", "group:"),
    REGION("region", "region:"),
    ORGANISATION("organisation", "organisation:"),
    /** The year of the first publication, UTC. */
    YEAR("year", "year:"),
    /** Who set the tags: machine, contributor, moderator. */
    ORIGIN("origin", "origin:");

    private static final Map<String, Facet> BY_WIRE =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Facet::wire, Function.identity()));

    private final String wire;
    private final String prefix;
    private final String field;

    Facet(String wire, String prefix) {
        this.wire = wire;
        this.prefix = prefix;
        this.field = "facet." + wire;
    }

    public static @Nullable Facet byWire(String wire) {
        return BY_WIRE.get(wire);
    }

    public String wire() {
        return wire;
    }

    /** How a term of this facet begins. */
    public String prefix() {
        return prefix;
    }

    String field() {
        return field;
    }
}
