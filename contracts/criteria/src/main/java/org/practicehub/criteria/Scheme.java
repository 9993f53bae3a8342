package org.practicehub.criteria;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Kind;

import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the code of a {@link Term} is a code of, and how it is written. */
public enum Scheme {
    /** ISO 3166-1 alpha-2. */
    COUNTRY("country", "is not an ISO 3166-1 alpha-2 country") {
        @Override
        @Nullable String canonical(String code) {
            String upper = code.toUpperCase(Locale.ROOT);
            return Regions.countries().contains(upper) ? upper : null;
        }
    },
    /** A group of countries by its acronym, as the tagging service's vocabulary names it. */
    GROUP("group", "is not the acronym of a group") {
        @Override
        @Nullable String canonical(String code) {
            return GROUP_CODE.matcher(code).matches() ? code.toUpperCase(Locale.ROOT) : null;
        }
    },
    /** A Sustainable Development Goal, 1 to 17. */
    SDG("sdg", "is not a goal from 1 to 17") {
        @Override
        @Nullable String canonical(String code) {
            return number(code, 17);
        }
    },
    /** A target of a goal: {@code 10.7}, {@code 17.a}. */
    SDG_TARGET("sdg-target", "is not a target such as 10.7 or 10.c") {
        @Override
        @Nullable String canonical(String code) {
            String lower = code.toLowerCase(Locale.ROOT);
            return TARGET.matcher(lower).matches() ? lower : null;
        }
    },
    /** An objective of the Global Compact for Migration, 1 to 23. */
    GCM("gcm", "is not an objective from 1 to 23") {
        @Override
        @Nullable String canonical(String code) {
            return number(code, 23);
        }
    },
    /** The slug of an editorial topic. */
    TOPIC("topic", "is not a slug of lower-case letters, digits and hyphens") {
        @Override
        @Nullable String canonical(String code) {
            return code.length() <= 100 && SLUG.matcher(code).matches() ? code : null;
        }
    },
    /** What the practice is, as {@link Kind} writes it. */
    KIND("kind", "is not a kind of practice") {
        @Override
        @Nullable String canonical(String code) {
            String lower = code.toLowerCase(Locale.ROOT);
            return Arrays.stream(Kind.values()).anyMatch(kind -> kind.wire().equals(lower))
                    ? lower
                    : null;
        }
    },
    /** BCP 47; a practice in {@code pt-BR} is also one in {@code pt}. */
    LANGUAGE("language", "is not a BCP 47 language") {
        @Override
        @Nullable String canonical(String code) {
            try {
                String tag = new Locale.Builder().setLanguageTag(code).build().toLanguageTag();
                return tag.equals("und") ? null : tag;
            } catch (IllformedLocaleException e) {
                return null;
            }
        }
    },
    /** A UN M49 region that holds a country the practice is about or that takes part. */
    REGION("region", "is not a UN M49 region") {
        @Override
        @Nullable String canonical(String code) {
            return Regions.names().containsKey(code) ? code : null;
        }
    },
    /** The name of an organisation, without regard to case, diacritics and punctuation. */
    ORGANISATION("organisation", "is not a name") {
        @Override
        @Nullable String canonical(String code) {
            String name = Analysis.name(code);
            return name.isEmpty() ? null : name;
        }
    };

    private static final Pattern GROUP_CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+_-]{0,39}");
    private static final Pattern TARGET = Pattern.compile("([1-9]|1[0-7])\\.([1-9]|1[0-9]|[a-d])");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]?");

    private static final Map<String, Scheme> BY_WIRE =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Scheme::wire, Function.identity()));

    private final String wire;
    private final String complaint;

    Scheme(String wire, String complaint) {
        this.wire = wire;
        this.complaint = complaint;
    }

    /** As it stands before the colon of a term. */
    public String wire() {
        return wire;
    }

    /** The one way a code is written, or null when it is none of this scheme. */
    abstract @Nullable String canonical(String code);

    String complaint() {
        return complaint;
    }

    static @Nullable Scheme byWire(String wire) {
        return BY_WIRE.get(wire);
    }

    private static @Nullable String number(String code, int largest) {
        return NUMBER.matcher(code).matches() && Integer.parseInt(code) <= largest ? code : null;
    }
}
