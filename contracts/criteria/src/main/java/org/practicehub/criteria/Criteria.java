package org.practicehub.criteria;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a reader searches for or subscribes to. A practice meets the criteria when it has every term
 * of {@code all}, at least one term of each group of {@code any}, no term of {@code not}, the
 * {@link Words}, a period that shares a day with {@code period}, and was first published within
 * {@code published} (days in UTC). What is absent asks for nothing: empty criteria are met by every
 * practice. A practice without a (readable) period never meets a {@code period}.
 *
 * <p>Equal criteria are equal records: terms are sorted and single, a group of one stands in {@code
 * all}, words are NFC with single spaces, and an absent list is empty.
 *
 * @param words a query as {@link Words} reads it; null when there is no word in it
 */
public record Criteria(
        List<Term> all,
        List<List<Term>> any,
        List<Term> not,
        @Nullable String words,
        @Nullable DateRange period,
        @Nullable DateRange published) {

    /** Terms in all three lists together: enough for every country of the world in one group. */
    public static final int MAX_TERMS = 300;

    public static final int MAX_GROUPS = 20;

    /** UTF-16 code units of {@code words}. */
    public static final int MAX_WORDS_LENGTH = 500;

    private static final Comparator<List<Term>> BY_TEXT = Comparator.comparing(List::toString);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final Set<String> PROPERTIES =
            new TreeSet<>(Set.of("all", "any", "not", "words", "period", "published"));

    /** What every practice meets. */
    public static final Criteria EVERYTHING =
            new Criteria(List.of(), List.of(), List.of(), null, null, null);

    /**
     * @throws InvalidCriteriaException for an empty group or more than the limits above allow
     */
    public Criteria {
        TreeSet<Term> required = new TreeSet<>(all);
        TreeSet<List<Term>> groups = new TreeSet<>(BY_TEXT);
        for (int i = 0; i < any.size(); i++) {
            List<Term> group = sorted(any.get(i));
            switch (group.size()) {
                case 0 -> throw new InvalidCriteriaException("/any/" + i, "is an empty group");
                case 1 -> required.add(group.getFirst());
                default -> groups.add(group);
            }
        }
        all = List.copyOf(required);
        any = List.copyOf(groups);
        not = sorted(not);
        words = words == null ? null : canonicalWords(words);
        period = period == null || period.isOpen() ? null : period;
        published = published == null || published.isOpen() ? null : published;
        if (any.size() > MAX_GROUPS) {
            throw new InvalidCriteriaException("/any", "has more than " + MAX_GROUPS + " groups");
        }
        if (all.size() + not.size() + any.stream().mapToInt(List::size).sum() > MAX_TERMS) {
            throw new InvalidCriteriaException("", "has more than " + MAX_TERMS + " terms");
        }
    }

    /** Whether every practice meets these criteria. */
    public boolean isEmpty() {
        return equals(EVERYTHING);
    }

    /** The words, read. */
    public Words parsedWords() {
        return words == null ? Words.NONE : Words.parse(words);
    }

    /**
     * @throws InvalidCriteriaException with a pointer to the first thing that is wrong
     */
    public static Criteria fromJson(String json) {
        try {
            return fromJson(JSON.readTree(json));
        } catch (JacksonException e) {
            throw new InvalidCriteriaException("", "is not JSON: " + e.getOriginalMessage());
        }
    }

    /**
     * Reads {@code {"all":[…],"any":[[…],…],"not":[…],"words":"…","period":{"from","to"},
     * "published":{"from","to"}}}; a flat list of strings in {@code any} is one group.
     *
     * @throws InvalidCriteriaException with a pointer to the first thing that is wrong
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Criteria fromJson(@Nullable JsonNode json) {
        if (json == null || !json.isObject()) {
            throw new InvalidCriteriaException("", "is not an object");
        }
        for (String property : json.propertyNames()) {
            if (!PROPERTIES.contains(property)) {
                throw new InvalidCriteriaException(
                        "/" + property.replace("~", "~0").replace("/", "~1"),
                        "is not known; known are " + String.join(", ", PROPERTIES));
            }
        }
        return new Criteria(
                terms(json.get("all"), "/all"),
                groups(json.get("any")),
                terms(json.get("not"), "/not"),
                text(json.get("words"), "/words"),
                range(json.get("period"), "/period"),
                range(json.get("published"), "/published"));
    }

    /** Equal for equal criteria, and short: what is absent is left out. */
    public String canonicalJson() {
        return JSON.writeValueAsString(toJson());
    }

    /** The tree of {@link #canonicalJson()}. */
    @JsonValue
    public ObjectNode toJson() {
        ObjectNode json = NODES.objectNode();
        if (!all.isEmpty()) {
            json.set("all", array(all, term -> NODES.stringNode(term.toString())));
        }
        if (!any.isEmpty()) {
            json.set(
                    "any",
                    array(any, group -> array(group, term -> NODES.stringNode(term.toString()))));
        }
        if (!not.isEmpty()) {
            json.set("not", array(not, term -> NODES.stringNode(term.toString())));
        }
        if (words != null) {
            json.put("words", words);
        }
        if (period != null) {
            json.set("period", range(period));
        }
        if (published != null) {
            json.set("published", range(published));
        }
        return json;
    }

    /** The first 32 hexadecimal digits of the SHA-256 of {@link #canonicalJson()}. */
    public String id() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(canonicalJson().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<Term> sorted(List<Term> terms) {
        return List.copyOf(new TreeSet<>(terms));
    }

    private static @Nullable String canonicalWords(String words) {
        if (words.length() > MAX_WORDS_LENGTH) {
            throw new InvalidCriteriaException(
                    "/words", "is longer than " + MAX_WORDS_LENGTH + " characters");
        }
        if (Texts.holdsUnprintable(words)) {
            throw new InvalidCriteriaException(
                    "/words", "holds a control character or half a character");
        }
        String canonical =
                Normalizer.normalize(words, Normalizer.Form.NFC)
                        .replaceAll("[\\s\\p{Z}]+", " ")
                        .strip();
        return Words.parse(canonical).isEmpty() ? null : canonical;
    }

    private static @Nullable String text(@Nullable JsonNode node, String pointer) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            throw new InvalidCriteriaException(pointer, "is not a string");
        }
        return node.stringValue();
    }

    private static List<Term> terms(@Nullable JsonNode node, String pointer) {
        List<Term> terms = new ArrayList<>();
        if (node != null && !node.isNull()) {
            if (!node.isArray()) {
                throw new InvalidCriteriaException(pointer, "is not a list of terms");
            }
            for (int i = 0; i < node.size(); i++) {
                String at = pointer + "/" + i;
                String text = text(node.get(i), at);
                if (text == null) {
                    throw new InvalidCriteriaException(at, "is not a string");
                }
                try {
                    terms.add(Term.parse(text));
                } catch (IllegalArgumentException e) {
                    throw new InvalidCriteriaException(at, String.valueOf(e.getMessage()));
                }
            }
        }
        return terms;
    }

    private static List<List<Term>> groups(@Nullable JsonNode node) {
        if (node == null || node.isNull() || (node.isArray() && node.isEmpty())) {
            return List.of();
        }
        if (!node.isArray()) {
            throw new InvalidCriteriaException("/any", "is not a list of groups");
        }
        if (!node.get(0).isArray()) {
            return List.of(terms(node, "/any"));
        }
        List<List<Term>> groups = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            if (!node.get(i).isArray()) {
                throw new InvalidCriteriaException("/any/" + i, "is not a group of terms");
            }
            groups.add(terms(node.get(i), "/any/" + i));
        }
        return groups;
    }

    private static @Nullable DateRange range(@Nullable JsonNode node, String pointer) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            throw new InvalidCriteriaException(pointer, "is not an object with from and to");
        }
        for (String property : node.propertyNames()) {
            if (!property.equals("from") && !property.equals("to")) {
                throw new InvalidCriteriaException(
                        pointer, "has only from and to, not " + Texts.quoted(property));
            }
        }
        try {
            return new DateRange(text(node.get("from"), "/from"), text(node.get("to"), "/to"));
        } catch (InvalidCriteriaException e) {
            throw new InvalidCriteriaException(pointer + e.pointer(), e.reason());
        }
    }

    private static ObjectNode range(DateRange range) {
        ObjectNode json = NODES.objectNode();
        if (range.from() != null) {
            json.put("from", range.from());
        }
        if (range.to() != null) {
            json.put("to", range.to());
        }
        return json;
    }

    private static <T> ArrayNode array(List<T> items, Function<T, ? extends JsonNode> node) {
        ArrayNode array = NODES.arrayNode(items.size());
        items.forEach(item -> array.add(node.apply(item)));
        return array;
    }
}
