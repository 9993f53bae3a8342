package org.practicehub.catalogue.search;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.index.Facet;
import org.practicehub.catalogue.index.Inquiry;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.Position;
import org.practicehub.catalogue.web.Problem.Fault;
import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.QueryString;
import org.practicehub.catalogue.web.Refusal;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.DateRange;
import org.practicehub.criteria.InvalidCriteriaException;
import org.practicehub.criteria.Scheme;
import org.practicehub.criteria.Term;
import org.practicehub.events.Origin;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a search, the same for lists, feeds and exports. One given several times means
 * any of the values; different ones must all be met; empty ones ask for nothing.
 *
 * @param order null for the most relevant first
 */
public record SearchParameters(
        Criteria criteria,
        @Nullable String origin,
        @Nullable Order order,
        @Nullable Position after,
        int limit,
        Set<Facet> facets,
        boolean highlight) {

    public static final int MOST = 100;
    private static final int USUAL = 20;

    private static final Map<String, Scheme> TERMS = new LinkedHashMap<>();

    static {
        TERMS.put("country", Scheme.COUNTRY);
        TERMS.put("group", Scheme.GROUP);
        TERMS.put("region", Scheme.REGION);
        TERMS.put("sdg", Scheme.SDG);
        TERMS.put("target", Scheme.SDG_TARGET);
        TERMS.put("gcm", Scheme.GCM);
        TERMS.put("topic", Scheme.TOPIC);
        TERMS.put("kind", Scheme.KIND);
        TERMS.put("language", Scheme.LANGUAGE);
        TERMS.put("organisation", Scheme.ORGANISATION);
    }

    /** What narrows a search. */
    private static final Set<String> FILTERS =
            Set.of(
                    "q",
                    "country.role",
                    "not",
                    "origin",
                    "period.from",
                    "period.to",
                    "published.from",
                    "published.to",
                    "sort");

    /** What only a list on a page needs. */
    private static final Set<String> PAGING = Set.of("limit", "after", "facets", "highlight");

    /** A list: everything is allowed. */
    public static SearchParameters ofList(Map<String, String[]> parameters) {
        return read(parameters, PAGING);
    }

    /**
     * @param further names of parameters that the caller reads by itself or that it allows of
     *     {@code limit}, {@code after}, {@code facets} and {@code highlight}
     */
    public static SearchParameters read(
            Map<String, String[]> parameters, Collection<String> further) {
        refuseUnknown(parameters, further);
        List<List<Term>> any = new ArrayList<>();
        TERMS.forEach(
                (name, scheme) -> {
                    List<Term> group = terms(parameters, name, scheme);
                    if (!group.isEmpty()) {
                        any.add(group);
                    }
                });
        Criteria criteria = criteria(parameters, any);
        return new SearchParameters(
                criteria,
                origin(parameters),
                order(parameters, criteria),
                further.contains("after") ? after(parameters, criteria) : null,
                further.contains("limit") ? limit(parameters, USUAL, MOST) : USUAL,
                further.contains("facets") ? facets(parameters) : Set.of(),
                further.contains("highlight") && flag(parameters, "highlight"));
    }

    public Inquiry inquiry() {
        return new Inquiry(criteria, origin, order, after, limit, facets);
    }

    public static void refuseUnknown(Map<String, String[]> parameters, Collection<String> further) {
        QueryString.refuseOthers(
                parameters,
                name ->
                        TERMS.containsKey(name)
                                || FILTERS.contains(name)
                                || further.contains(name));
    }

    /** The only value of a parameter; null when absent or empty. */
    public static @Nullable String single(Map<String, String[]> parameters, String name) {
        String[] values = parameters.get(name);
        if (values == null) {
            return null;
        }
        if (values.length > 1) {
            throw Refusal.parameter(name, "is given more than once");
        }
        return values[0].isBlank() ? null : values[0].strip();
    }

    public static int limit(Map<String, String[]> parameters, int usual, int most) {
        String text = single(parameters, "limit");
        if (text == null) {
            return usual;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw Refusal.parameter("limit", "is not a number from 1 to " + most);
        }
        throw Refusal.parameter("limit", "is not a number from 1 to " + most);
    }

    private static Criteria criteria(Map<String, String[]> parameters, List<List<Term>> any) {
        String words = single(parameters, "q");
        try {
            return new Criteria(
                    List.of(),
                    any,
                    excluded(parameters),
                    words == null ? null : tolerated(words),
                    range(parameters, "period"),
                    range(parameters, "published"));
        } catch (InvalidCriteriaException e) {
            throw new Refusal(
                    Name.VALIDATION_FAILED,
                    e.reason(),
                    List.of(new Fault(e.pointer(), e.reason())));
        }
    }

    /** Whatever was typed or pasted: signs that are no text are taken out, what is long is cut. */
    private static String tolerated(String typed) {
        StringBuilder text = new StringBuilder(Math.min(typed.length(), 600));
        Normalizer.normalize(typed, Normalizer.Form.NFC)
                .codePoints()
                .forEach(
                        c -> {
                            int type = Character.getType(c);
                            if (type == Character.SURROGATE || type == Character.UNASSIGNED) {
                                return;
                            }
                            if (text.length() + Character.charCount(c)
                                    <= Criteria.MAX_WORDS_LENGTH) {
                                text.appendCodePoint(type == Character.CONTROL ? ' ' : c);
                            }
                        });
        return text.toString();
    }

    private static List<Term> terms(Map<String, String[]> parameters, String name, Scheme scheme) {
        String[] values = parameters.get(name);
        if (values == null) {
            return List.of();
        }
        String[] roles = scheme == Scheme.COUNTRY ? parameters.get("country.role") : null;
        List<Term> terms = new ArrayList<>(values.length);
        for (String value : values) {
            if (value.isBlank()) {
                continue;
            }
            try {
                int at = scheme == Scheme.COUNTRY ? value.indexOf('@') : -1;
                if (at >= 0) {
                    terms.add(new Term(scheme, value.substring(0, at), value.substring(at + 1)));
                } else if (roles == null) {
                    terms.add(new Term(scheme, value.strip(), null));
                } else {
                    for (String role : roles) {
                        terms.add(new Term(scheme, value.strip(), role.isBlank() ? null : role));
                    }
                }
            } catch (IllegalArgumentException e) {
                throw Refusal.parameter(name, String.valueOf(e.getMessage()));
            }
        }
        return terms;
    }

    private static List<Term> excluded(Map<String, String[]> parameters) {
        List<Term> terms = new ArrayList<>(0);
        String[] values = parameters.get("not");
        if (values != null) {
            for (String value : values) {
                if (!value.isBlank()) {
                    try {
                        // The list's own name for targets is understood here too.
                        terms.add(Term.parse(value.startsWith("target:") ? "sdg-" + value : value));
                    } catch (IllegalArgumentException e) {
                        throw Refusal.parameter("not", String.valueOf(e.getMessage()));
                    }
                }
            }
        }
        return terms;
    }

    private static @Nullable DateRange range(Map<String, String[]> parameters, String name) {
        String from = single(parameters, name + ".from");
        String to = single(parameters, name + ".to");
        try {
            return from == null && to == null ? null : new DateRange(from, to);
        } catch (InvalidCriteriaException e) {
            throw Refusal.parameter(name + e.pointer().replace('/', '.'), e.reason());
        }
    }

    private static @Nullable String origin(Map<String, String[]> parameters) {
        String origin = single(parameters, "origin");
        if (origin != null
                && Arrays.stream(Origin.values()).noneMatch(known -> known.wire().equals(origin))) {
            throw Refusal.parameter("origin", "is not machine, contributor or moderator");
        }
        return origin;
    }

    private static @Nullable Order order(Map<String, String[]> parameters, Criteria criteria) {
        Order byDefault =
                criteria.words() == null || criteria.parsedWords().required().isEmpty()
                        ? Order.NEWEST
                        : null;
        String sort = single(parameters, "sort");
        return sort == null
                ? byDefault
                : switch (sort) {
                    case "relevance" -> byDefault;
                    case "newest" -> Order.NEWEST;
                    case "updated" -> Order.UPDATED;
                    case "title" -> Order.TITLE;
                    default ->
                            throw Refusal.parameter(
                                    "sort", "is not relevance, newest, updated or title");
                };
    }

    private static @Nullable Position after(Map<String, String[]> parameters, Criteria criteria) {
        String cursor = single(parameters, "after");
        return cursor == null ? null : Cursor.read(order(parameters, criteria), cursor);
    }

    private static Set<Facet> facets(Map<String, String[]> parameters) {
        String[] values = parameters.get("facets");
        Set<Facet> facets = EnumSet.noneOf(Facet.class);
        if (values != null) {
            for (String value : values) {
                for (String name : value.split(",", -1)) {
                    if (!name.isBlank()) {
                        Facet facet = Facet.byWire(name.strip());
                        if (facet == null) {
                            throw Refusal.parameter(
                                    "facets",
                                    "knows "
                                            + Arrays.stream(Facet.values())
                                                    .map(Facet::wire)
                                                    .toList());
                        }
                        facets.add(facet);
                    }
                }
            }
        }
        return facets;
    }

    private static boolean flag(Map<String, String[]> parameters, String name) {
        String value = single(parameters, name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw Refusal.parameter(name, "is not true or false");
        }
        return "true".equals(value);
    }
}
