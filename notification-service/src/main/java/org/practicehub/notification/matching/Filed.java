package org.practicehub.notification.matching;

import org.jspecify.annotations.Nullable;
import org.practicehub.criteria.Criteria;

import java.util.BitSet;

/**
 * One criteria, with terms and words as numbers.
 *
 * @param all terms and words that are required
 * @param under the terms it is filed under; none when it requires nothing
 * @param words those of {@code all} that are words
 * @param decided whether numbers tell all there is to tell
 * @param criteria to be asked when they do not; absent when they always do
 */
@SuppressWarnings("ArrayRecordComponent") // identity is all that is ever compared
record Filed(
        String id,
        int[] all,
        int[][] any,
        int[] not,
        int[] under,
        int[] words,
        boolean decided,
        @Nullable Criteria criteria) {

    /** A required term that is not this one; of several the last, for words come last. */
    int otherThan(int term, int otherwise) {
        for (int i = all.length - 1; i >= 0; i--) {
            if (all[i] != term) {
                return all[i];
            }
        }
        return otherwise;
    }

    /**
     * As far as numbers tell.
     *
     * @param term it was found under
     */
    boolean meets(BitSet has, int term) {
        return isFirst(has, term) && hasAll(has) && hasOneOfEach(has) && hasNone(not, has);
    }

    /** The criteria that have to be asked as well; absent when numbers were enough. */
    @Nullable Criteria open(BitSet unsure) {
        if (decided) {
            for (int word : words) {
                if (unsure.get(word)) {
                    return criteria;
                }
            }
            return null;
        }
        return criteria;
    }

    /** What is filed under several terms counts at the first that the practice has. */
    private boolean isFirst(BitSet has, int term) {
        if (under.length <= 1) {
            return true;
        }
        for (int each : under) {
            if (has.get(each)) {
                return each == term;
            }
        }
        return false;
    }

    private boolean hasAll(BitSet has) {
        for (int wanted : all) {
            if (!has.get(wanted)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasOneOfEach(BitSet has) {
        for (int[] group : any) {
            if (hasNone(group, has)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasNone(int[] unwanted, BitSet has) {
        for (int term : unwanted) {
            if (has.get(term)) {
                return false;
            }
        }
        return true;
    }
}
