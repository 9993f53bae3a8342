package org.practicehub.tagging.evidence;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Evidence;
import org.practicehub.events.Origin;
import org.practicehub.events.Tag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what is found: one tag for each scheme, code and role, with the highest confidence and
 * the first few pieces of evidence.
 */
public final class Findings {

    /** Enough to judge a tag by; a country named a hundred times needs no hundred proofs. */
    private static final int MOST_EVIDENCE = 8;

    private record Key(String scheme, String code, @Nullable CountryRole role) {}

    private static final class Found {
        double confidence;
        final List<Evidence> evidence = new ArrayList<>();
    }

    private final Map<Key, Found> found = new LinkedHashMap<>();

    public void add(String scheme, String code, double confidence, Evidence evidence) {
        add(scheme, code, null, confidence, evidence);
    }

    public void add(
            String scheme,
            String code,
            @Nullable CountryRole role,
            double confidence,
            Evidence evidence) {
        Found tag = found.computeIfAbsent(new Key(scheme, code, role), key -> new Found());
        tag.confidence = Math.max(tag.confidence, confidence);
        if (tag.evidence.size() < MOST_EVIDENCE && !tag.evidence.contains(evidence)) {
            tag.evidence.add(evidence);
        }
    }

    public boolean has(String scheme, String code) {
        return found.keySet().stream()
                .anyMatch(key -> key.scheme().equals(scheme) && key.code().equals(code));
    }

    /** All tags, by scheme, then code (numbers by value), then role. */
    public List<Tag> tags() {
        List<Tag> tags = new ArrayList<>(found.size());
        found.forEach(
                (key, tag) ->
                        tags.add(
                                new Tag(
                                        key.scheme(),
                                        key.code(),
                                        key.role(),
                                        Origin.MACHINE,
                                        tag.confidence,
                                        tag.evidence,
                                        Generation.CURRENT)));
        tags.sort(
                Comparator.comparing(Tag::scheme)
                        .thenComparing(tag -> sortable(tag.code()))
                        .thenComparing(
                                Tag::role, Comparator.nullsFirst(Comparator.naturalOrder())));
        return List.copyOf(tags);
    }

    private static String sortable(String code) {
        StringBuilder padded = new StringBuilder();
        for (String part : code.split("\\.", -1)) {
            padded.append("0".repeat(Math.max(0, 4 - part.length()))).append(part).append('.');
        }
        return padded.toString();
    }
}
