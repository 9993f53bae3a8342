package org.practicehub.catalogue.index;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
    /** The month of the first publication, UTC: a histogram, told in the order of time. */
    MONTH("month", "month:"),
    /** Who set the tags: machine, contributor, moderator. */
    ORIGIN("origin", "origin:");

    private static final Map<String, Facet> BY_WIRE =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Facet::wire, Function.identity()));

    private static final Map<String, Facet> BY_PREFIX =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Facet::prefix, Function.identity()));

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

    /** The one that counts a term; null when none does. */
    static @Nullable Facet ofTerm(String term) {
        return BY_PREFIX.get(term.substring(0, term.indexOf(':') + 1));
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

    /**
     * The order in which values are told: the most frequent first, equal ones alphabetically;
     * months in the order of time. Of too many the rarest, or the oldest months, are left out.
     *
     * @param most that are told
     */
    public List<Inquiry.Count> told(List<Inquiry.Count> counts, int most) {
        List<Inquiry.Count> sorted = new ArrayList<>(counts);
        Comparator<Inquiry.Count> byValue = Comparator.comparing(Inquiry.Count::value);
        if (this == MONTH) {
            sorted.sort(byValue.reversed());
            return sorted.subList(0, Math.min(most, sorted.size())).reversed();
        }
        sorted.sort(
                Comparator.comparingInt(Inquiry.Count::count).reversed().thenComparing(byValue));
        return List.copyOf(sorted.subList(0, Math.min(most, sorted.size())));
    }
}
