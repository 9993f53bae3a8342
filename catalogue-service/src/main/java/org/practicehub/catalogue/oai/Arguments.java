package org.practicehub.catalogue.oai;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.store.Position;
import org.practicehub.criteria.Term;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;

/** What may be asked with each verb, and what it means. Everything else is an {@link OaiError}. */
final class Arguments {

    private static final Map<String, Set<String>> KNOWN =
            Map.of(
                    "Identify", Set.of(),
                    "ListMetadataFormats", Set.of("identifier"),
                    "ListSets", Set.of("resumptionToken"),
                    "GetRecord", Set.of("identifier", "metadataPrefix"),
                    "ListIdentifiers",
                            Set.of("from", "until", "metadataPrefix", "set", "resumptionToken"),
                    "ListRecords",
                            Set.of("from", "until", "metadataPrefix", "set", "resumptionToken"));

    static String checkedVerb(Map<String, String[]> arguments) {
        String[] verbs = arguments.get("verb");
        if (verbs == null || verbs.length != 1 || !KNOWN.containsKey(verbs[0])) {
            throw new OaiError("badVerb", "There is no such verb, or not exactly one");
        }
        Set<String> known = KNOWN.getOrDefault(verbs[0], Set.of());
        arguments.forEach(
                (name, values) -> {
                    if (!name.equals("verb") && (!known.contains(name) || values.length != 1)) {
                        throw new OaiError(
                                "badArgument", name + " is not known here, or given twice");
                    }
                });
        if (arguments.containsKey("resumptionToken") && arguments.size() != 2) {
            throw new OaiError("badArgument", "resumptionToken stands alone");
        }
        return verbs[0];
    }

    /** Where a list begins and what it is narrowed to. */
    static Token token(Map<String, String[]> arguments) {
        String resumption = argument(arguments, "resumptionToken");
        if (resumption != null) {
            Token token = Token.read(resumption);
            if (token == null || token.told() <= 0) {
                throw new OaiError("badResumptionToken", "This is no resumption token");
            }
            return token;
        }
        String prefix = argument(arguments, "metadataPrefix");
        if (prefix == null) {
            throw new OaiError("badArgument", "metadataPrefix is needed");
        }
        checkPrefix(prefix);
        String from = argument(arguments, "from");
        String until = argument(arguments, "until");
        if (from != null && until != null && from.length() != until.length()) {
            throw new OaiError("badArgument", "from and until differ in granularity");
        }
        long first = from == null ? 0 : instant(from, false);
        long last = until == null ? Long.MAX_VALUE : instant(until, true);
        if (first > last) {
            throw new OaiError("badArgument", "from is after until");
        }
        return new Token(prefix, first, last, argument(arguments, "set"), new Position(0L, ""), 0);
    }

    private static long instant(String text, boolean end) {
        try {
            if (text.length() == 10) {
                LocalDate day = LocalDate.parse(text);
                return (end ? day.plusDays(1) : day)
                                .atStartOfDay()
                                .toInstant(ZoneOffset.UTC)
                                .toEpochMilli()
                        - (end ? 1 : 0);
            }
            if (text.length() == 20) {
                return Instant.parse(text).toEpochMilli() + (end ? 999 : 0);
            }
        } catch (DateTimeParseException e) {
            throw new OaiError("badArgument", "this is not a date of the protocol");
        }
        throw new OaiError("badArgument", "this is not a date of the protocol");
    }

    /** The term that the members of a set have. */
    static String term(String set) {
        if (Set.of("topic", "country", "sdg", "sdg-target", "gcm").contains(set)) {
            throw new OaiError("noRecordsMatch", "Records are in the sets below this one");
        }
        try {
            return Term.parse(set).toString();
        } catch (IllegalArgumentException e) {
            throw new OaiError("noRecordsMatch", "There is no such set");
        }
    }

    static void checkPrefix(String prefix) {
        if (!prefix.equals("oai_dc") && !prefix.equals(Records.NATIVE)) {
            throw new OaiError("cannotDisseminateFormat", "oai_dc and practicehub are offered");
        }
    }

    static @Nullable String argument(Map<String, String[]> arguments, String name) {
        String[] values = arguments.get(name);
        return values == null ? null : values[0];
    }

    private Arguments() {}
}
