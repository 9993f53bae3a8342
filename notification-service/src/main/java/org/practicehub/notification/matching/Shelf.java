package org.practicehub.notification.matching;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The criteria that are filed under one term. Beside each stands another term that it requires, so
 * that most of those that are not met are passed over without being looked at: memory is read in
 * order, which is what matters when there are hundreds of thousands.
 */
final class Shelf {

    private static final int NO_OTHER = -1;

    private @Nullable Filed[] filed = new @Nullable Filed[2];
    private int[] others = new int[2];
    private int size;

    int size() {
        return size;
    }

    /**
     * @param under the term of this shelf
     */
    void add(Filed one, int under) {
        if (size == filed.length) {
            filed = Arrays.copyOf(filed, size * 2);
            others = Arrays.copyOf(others, size * 2);
        }
        filed[size] = one;
        others[size++] = one.otherThan(under, NO_OTHER);
    }

    @SuppressWarnings("ReferenceEquality")
    void remove(Filed one) {
        for (int i = 0; i < size; i++) {
            if (filed[i] == one) {
                filed[i] = filed[--size];
                others[i] = others[size];
                filed[size] = null;
                return;
            }
        }
    }

    /** Those that may be met, as far as their second term tells. */
    void candidates(BitSet has, java.util.function.Consumer<Filed> each) {
        for (int i = 0; i < size; i++) {
            Filed one = others[i] == NO_OTHER || has.get(others[i]) ? filed[i] : null;
            if (one != null) {
                each.accept(one);
            }
        }
    }
}
