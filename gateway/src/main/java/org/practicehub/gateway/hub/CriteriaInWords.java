package org.practicehub.gateway.hub;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** What somebody subscribed to, as a sentence for people. */
public final class CriteriaInWords {

    private static final String EVERYTHING = "Every practice";

    private final Labels labels;

    private CriteriaInWords(Labels labels) {
        this.labels = labels;
    }

    /** Never fails: what is missing or unknown is left out or shown as its code. */
    public static String of(@Nullable JsonNode criteria, Labels labels) {
        return criteria == null ? EVERYTHING : new CriteriaInWords(labels).sentence(criteria);
    }

    private String sentence(JsonNode criteria) {
        var parts = new ArrayList<String>();
        parts.addAll(terms(criteria.path("all")));
        for (JsonNode group : criteria.path("any")) {
            parts.add(String.join(" or ", terms(group)));
        }
        String words = criteria.path("words").asString("");
        if (!words.isBlank()) {
            parts.add("the words “" + words + "”");
        }
        range("period", criteria.path("period"), parts);
        range("published", criteria.path("published"), parts);
        List<String> not = terms(criteria.path("not"));
        if (!not.isEmpty()) {
            parts.add("but not " + String.join(" or ", not));
            if (parts.size() == 1) {
                return EVERYTHING + ", " + parts.getFirst();
            }
        }
        return parts.isEmpty() ? EVERYTHING : String.join(", ", parts);
    }

    private List<String> terms(JsonNode list) {
        var names = new ArrayList<String>();
        for (JsonNode term : list) {
            names.add(name(term.asString("")));
        }
        return names;
    }

    private String name(String term) {
        int colon = term.indexOf(':');
        String code = term.substring(colon + 1);
        return switch (colon < 0 ? "" : term.substring(0, colon)) {
            case "country" -> country(code);
            case "language" -> "in " + labels.language(code);
            case "region" -> "region " + code;
            case "group" -> "country group " + code;
            case "organisation" -> "organisation " + code;
            default -> labels.term(term);
        };
    }

    private String country(String code) {
        int at = code.indexOf('@');
        if (at < 0) {
            return labels.country(code);
        }
        String role = code.substring(at + 1);
        return labels.country(code.substring(0, at))
                + (role.equals("any") ? " (in any role)" : " (as " + role + ")");
    }

    private static void range(String what, JsonNode range, List<String> into) {
        String from = range.path("from").asString("");
        String to = range.path("to").asString("");
        if (from.isEmpty() && to.isEmpty()) {
            return;
        }
        var sentence = new StringJoiner(" ").add(what);
        if (!from.isEmpty()) {
            sentence.add("from").add(from);
        }
        if (!to.isEmpty()) {
            sentence.add("to").add(to);
        }
        into.add(sentence.toString());
    }
}
