package org.practicehub.local.store;

import de.bwaldvogel.mongo.bson.Document;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Names of outermost fields, of which a document is asked for no others. */
final class Fields {

    private static final Set<String> CONNECTIVES = Set.of("$and", "$or", "$nor");

    private final String[] names;
    private final byte[][] encoded;

    private Fields(Set<String> names) {
        this.names = names.toArray(String[]::new);
        this.encoded = new byte[this.names.length][];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = this.names[i].getBytes(StandardCharsets.UTF_8);
        }
    }

    static Fields named(Collection<String> names) {
        return new Fields(new LinkedHashSet<>(names));
    }

    /**
     * Those that a filter looks at. Absent when it may look at others: an expression, or what is
     * not known here.
     */
    static @Nullable Fields ofFilter(Document filter) {
        var names = new LinkedHashSet<String>();
        return collect(filter, names) ? new Fields(names) : null;
    }

    /** Adds them; false when a filter may look at others. */
    static boolean collect(Document filter, Set<String> names) {
        for (var condition : filter.entrySet()) {
            if (CONNECTIVES.contains(condition.getKey())) {
                if (!(condition.getValue() instanceof Collection<?> parts)) {
                    return false;
                }
                for (var part : parts) {
                    if (!(part instanceof Document each) || !collect(each, names)) {
                        return false;
                    }
                }
            } else {
                if (!collect(Set.of(condition.getKey()), names)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Adds those that paths begin with; false when one is no path. */
    static boolean collect(Collection<String> paths, Set<String> names) {
        for (var path : paths) {
            var outermost = outermost(path);
            if (outermost == null) {
                return false;
            }
            names.add(outermost);
        }
        return true;
    }

    /** Of a path. Absent when it is an operator, or no path. */
    static @Nullable String outermost(String path) {
        if (path.isEmpty() || path.startsWith("$")) {
            return null;
        }
        int dot = path.indexOf('.');
        if (dot < 0) {
            return path;
        }
        return dot == 0 || path.contains("..") || path.endsWith(".")
                ? null
                : path.substring(0, dot);
    }

    int count() {
        return encoded.length;
    }

    String name(int index) {
        return names[index];
    }

    /** Where the name is among these that is encoded from here to there; -1 when it is not. */
    int indexOf(byte[] bson, int from, int to) {
        for (int i = 0; i < encoded.length; i++) {
            var name = encoded[i];
            if (name.length == to - from && Arrays.equals(name, 0, name.length, bson, from, to)) {
                return i;
            }
        }
        return -1;
    }
}
