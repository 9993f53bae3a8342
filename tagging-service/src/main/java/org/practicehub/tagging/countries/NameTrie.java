package org.practicehub.tagging.countries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A double-array trie over folded names: one array access a character, and every match of a text is
 * found by walking it once (Aoe, 1989).
 */
final class NameTrie {

    /** What no walk can follow. */
    static final int DEAD = -1;

    static final int ROOT = 0;

    private static final int END = 1;

    /** Code of every character, 0 where no name has it. */
    private final short[] codes;

    private final int[] base;
    private final int[] check;

    private NameTrie(short[] codes, int[] base, int[] check) {
        this.codes = codes;
        this.base = base;
        this.check = check;
    }

    /**
     * @param sorted names in the order of their UTF-16 code units, without duplicates; the number
     *     of a name is its place in this list
     */
    static NameTrie of(List<String> sorted) {
        return new Builder(sorted).build();
    }

    /** The state behind {@code state} on {@code c}, or {@link #DEAD}. */
    int next(int state, char c) {
        int code = c < codes.length ? codes[c] : 0;
        if (code == 0) {
            return DEAD;
        }
        int next = base[state] + code;
        return next < check.length && check[next] == state ? next : DEAD;
    }

    /** The state behind a whole word, or {@link #DEAD}. */
    int next(int state, String word) {
        int at = state;
        for (int i = 0; i < word.length() && at != DEAD; i++) {
            at = next(at, word.charAt(i));
        }
        return at;
    }

    /** The number of the name that ends in {@code state}, or -1 when none does. */
    int name(int state) {
        int end = base[state] + END;
        return end < check.length && check[end] == state && state >= 0 ? -base[end] - 1 : -1;
    }

    private static final class Builder {

        private final List<String> names;
        private final short[] codes;
        private final int alphabet;
        private int[] base = new int[1 << 16];
        private int[] check = new int[1 << 16];
        private final List<int[]> childrenAt = new ArrayList<>();
        private final List<int[]> startsAt = new ArrayList<>();
        private int firstFree = 1;
        private int used = 1;

        Builder(List<String> names) {
            this.names = names;
            char highest = 0;
            for (String name : names) {
                for (int i = 0; i < name.length(); i++) {
                    highest = (char) Math.max(highest, name.charAt(i));
                }
            }
            this.codes = new short[highest + 1];
            for (String name : names) {
                for (int i = 0; i < name.length(); i++) {
                    codes[name.charAt(i)] = 1;
                }
            }
            int code = END;
            for (int c = 0; c < codes.length; c++) {
                if (codes[c] != 0) {
                    codes[c] = (short) ++code;
                }
            }
            this.alphabet = code;
            Arrays.fill(check, DEAD);
        }

        NameTrie build() {
            if (!names.isEmpty()) {
                check[ROOT] = ROOT;
                insert(ROOT, 0, names.size(), 0);
                check[ROOT] = DEAD;
            }
            int length = Math.min(base.length, used + alphabet + 1);
            return new NameTrie(codes, Arrays.copyOf(base, length), Arrays.copyOf(check, length));
        }

        private void insert(int state, int from, int to, int depth) {
            int[] children = row(childrenAt, depth);
            int[] starts = row(startsAt, depth);
            int count = 0;
            for (int i = from; i < to; i++) {
                int code = code(names.get(i), depth);
                if (count == 0 || children[count - 1] != code) {
                    children[count] = code;
                    starts[count++] = i;
                }
            }
            int offset = place(children, count);
            base[state] = offset;
            for (int k = 0; k < count; k++) {
                check[offset + children[k]] = state;
            }
            for (int k = 0; k < count; k++) {
                int child = offset + children[k];
                if (children[k] == END) {
                    base[child] = -starts[k] - 1;
                } else {
                    insert(child, starts[k], k + 1 < count ? starts[k + 1] : to, depth + 1);
                }
            }
        }

        /** One row a depth is enough: what is below a state is inserted before its next sibling. */
        private int[] row(List<int[]> rows, int depth) {
            while (rows.size() <= depth) {
                rows.add(new int[alphabet + 2]);
            }
            return rows.get(depth);
        }

        /** The character at {@code depth} as a code; {@link #END} sorts before all others. */
        private int code(String name, int depth) {
            return depth == name.length() ? END : codes[name.charAt(depth)];
        }

        private int place(int[] children, int count) {
            int lowest = children[0];
            int from = Math.max(firstFree, lowest + 1);
            int slot = from;
            int taken = 0;
            while (true) {
                grow(slot + alphabet + 1);
                if (check[slot] != DEAD) {
                    taken++;
                } else if (fits(slot - lowest, children, count)) {
                    break;
                }
                slot++;
            }
            if (taken > 64 || slot - from > 256) {
                firstFree = slot;
            }
            used = Math.max(used, slot - lowest + children[count - 1]);
            return slot - lowest;
        }

        private boolean fits(int offset, int[] children, int count) {
            for (int k = 1; k < count; k++) {
                if (check[offset + children[k]] != DEAD) {
                    return false;
                }
            }
            return true;
        }

        private void grow(int needed) {
            if (needed >= base.length) {
                int length = Math.max(needed + 1, base.length * 2);
                int before = base.length;
                base = Arrays.copyOf(base, length);
                check = Arrays.copyOf(check, length);
                Arrays.fill(check, before, length, DEAD);
            }
        }
    }
}
