package org.practicehub.gateway.pages;

import org.jspecify.annotations.Nullable;
import org.practicehub.gateway.hub.Views.Count;
import org.practicehub.gateway.hub.Views.Results;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriUtils;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What a reader is looking for, as it stands in the address of the search page.
 *
 * @param chosen the values of each filter that are switched on, by the catalogue's parameter name
 */
record Search(String words, Map<String, List<String>> chosen, String sort, @Nullable String after) {

    /** Filters by the catalogue's parameter, and what a term of theirs begins with. */
    private static final Map<String, String> SCHEMES = schemes();

    private static final List<String> SORTS = List.of("relevance", "newest", "updated", "title");
    private static final int SHOWN = 12;
    private static final int LONGEST = 300;

    /** One filter of the side bar. */
    record Filter(String name, String title, List<Choice> choices) {}

    /**
     * @param link to the same search with this choice switched
     */
    record Choice(String term, long count, boolean on, String link) {}

    static Search of(MultiValueMap<String, String> parameters) {
        var chosen = new LinkedHashMap<String, List<String>>();
        for (String name : SCHEMES.keySet()) {
            List<String> values =
                    parameters.getOrDefault(name, List.of()).stream()
                            .filter(value -> value != null && !value.isBlank())
                            .map(value -> cut(value.strip()))
                            .distinct()
                            .limit(20)
                            .toList();
            if (!values.isEmpty()) {
                chosen.put(name, values);
            }
        }
        String words = cut(first(parameters, "q").strip());
        String sort = first(parameters, "sort");
        if (!SORTS.contains(sort)) {
            sort = words.isEmpty() ? "newest" : "relevance";
        }
        String after = first(parameters, "after");
        return new Search(words, chosen, sort, after.isEmpty() ? null : after);
    }

    /** As the catalogue wants it. */
    Map<String, List<String>> toQuery() {
        var query = new LinkedHashMap<String, List<String>>();
        if (!words.isEmpty()) {
            query.put("q", List.of(words));
        }
        query.putAll(chosen);
        query.put("sort", List.of(sort));
        query.put("limit", List.of("20"));
        query.put("facets", List.of(String.join(",", SCHEMES.keySet())));
        if (after != null) {
            query.put("after", List.of(after));
        }
        return query;
    }

    public boolean isEmpty() {
        return words.isEmpty() && chosen.isEmpty();
    }

    /** All that is switched on, as terms with the link that switches each off. */
    public List<Choice> terms() {
        var terms = new ArrayList<Choice>();
        chosen.forEach(
                (name, values) ->
                        values.forEach(
                                value ->
                                        terms.add(
                                                new Choice(
                                                        SCHEMES.get(name) + ":" + value,
                                                        0,
                                                        true,
                                                        link(without(name, value), sort, null)))));
        return terms;
    }

    /** The side bar: what is on, and what the results could be narrowed by. */
    public List<Filter> filters(Results results) {
        var filters = new ArrayList<Filter>();
        SCHEMES.forEach(
                (name, scheme) -> {
                    List<String> on = chosen.getOrDefault(name, List.of());
                    var choices = new ArrayList<Choice>();
                    List<Count> counts = results.facet(name);
                    for (Count count : counts) {
                        boolean isOn = on.contains(count.value());
                        if (isOn || choices.size() < SHOWN) {
                            choices.add(
                                    new Choice(
                                            scheme + ":" + count.value(),
                                            count.count(),
                                            isOn,
                                            link(
                                                    isOn
                                                            ? without(name, count.value())
                                                            : with(name, count.value()),
                                                    sort,
                                                    null)));
                        }
                    }
                    if (!choices.isEmpty()) {
                        filters.add(new Filter(name, title(name), choices));
                    }
                });
        return filters;
    }

    public String next(String cursor) {
        return link(chosen, sort, cursor);
    }

    public String first() {
        return link(chosen, sort, null);
    }

    /** The criteria a subscription to this search has. */
    Map<String, Object> toCriteria() {
        var any =
                chosen.entrySet().stream()
                        .map(
                                e ->
                                        e.getValue().stream()
                                                .map(value -> SCHEMES.get(e.getKey()) + ":" + value)
                                                .toList())
                        .toList();
        var criteria = new LinkedHashMap<String, Object>();
        List<String> all =
                any.stream().filter(group -> group.size() == 1).map(List::getFirst).toList();
        List<List<String>> groups = any.stream().filter(group -> group.size() > 1).toList();
        if (!all.isEmpty()) {
            criteria.put("all", all);
        }
        if (!groups.isEmpty()) {
            criteria.put("any", groups);
        }
        if (!words.isEmpty()) {
            criteria.put("words", words);
        }
        return criteria;
    }

    private Map<String, List<String>> with(String name, String value) {
        var changed = new LinkedHashMap<>(chosen);
        var values = new ArrayList<>(chosen.getOrDefault(name, List.of()));
        values.add(value);
        changed.put(name, values);
        return changed;
    }

    private Map<String, List<String>> without(String name, String value) {
        var changed = new LinkedHashMap<>(chosen);
        var values = new ArrayList<>(chosen.getOrDefault(name, List.of()));
        values.remove(value);
        if (values.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, values);
        }
        return changed;
    }

    private String link(Map<String, List<String>> filters, String order, @Nullable String cursor) {
        var query = new StringJoiner("&", "/search?", "").setEmptyValue("/search");
        if (!words.isEmpty()) {
            query.add("q=" + encoded(words));
        }
        filters.forEach(
                (name, values) -> values.forEach(value -> query.add(name + "=" + encoded(value))));
        if (!order.equals(words.isEmpty() ? "newest" : "relevance")) {
            query.add("sort=" + order);
        }
        if (cursor != null) {
            query.add("after=" + encoded(cursor));
        }
        return query.toString();
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }

    private static String title(String name) {
        return switch (name) {
            case "country" -> "Country";
            case "sdg" -> "Sustainable Development Goal";
            case "gcm" -> "Global Compact objective";
            case "topic" -> "Topic";
            case "kind" -> "Kind";
            default -> "Language";
        };
    }

    private static String first(MultiValueMap<String, String> parameters, String name) {
        String value = parameters.getFirst(name);
        return value == null ? "" : value;
    }

    private static String cut(String value) {
        return value.length() > LONGEST ? value.substring(0, LONGEST) : value;
    }

    private static Map<String, String> schemes() {
        var schemes = new LinkedHashMap<String, String>();
        for (String name : List.of("country", "sdg", "gcm", "topic", "kind", "language")) {
            schemes.put(name, name);
        }
        return Collections.unmodifiableMap(schemes);
    }
}
