package org.practicehub.local.store;

import de.bwaldvogel.mongo.bson.Document;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes documents that are kept in memory share their field names and short texts, which most of
 * them have in common: half of what a practice takes in the heap. Forgets what is not met again.
 */
final class SharedTexts {

    private static final int LONGEST = 48;
    private static final int SLOTS = 1 << 13;

    // Strings are immutable: threads that race here at worst keep two equal ones.
    private final @Nullable String[] known = new String[SLOTS];

    /** Whether a text of this length is one that documents may share. */
    static boolean mayShare(String text) {
        return text.length() <= LONGEST;
    }

    /** A copy that shares; what it holds besides texts is the same. */
    Document in(Document document) {
        var copy = new Document();
        for (var field : document.entrySet()) {
            copy.put(of(field.getKey()), in(field.getValue()));
        }
        return copy;
    }

    private @Nullable Object in(@Nullable Object value) {
        return switch (value) {
            case String text -> of(text);
            case Document document -> in(document);
            case ArrayList<?> elements -> {
                List<@Nullable Object> copy = new ArrayList<>(elements.size());
                for (var element : elements) {
                    copy.add(in(element));
                }
                yield copy;
            }
            case null, default -> value;
        };
    }

    private String of(String text) {
        if (!mayShare(text)) {
            return text;
        }
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 13) & SLOTS - 1;
        var shared = known[slot];
        if (shared != null && shared.equals(text)) {
            return shared;
        }
        known[slot] = text;
        return text;
    }
}
