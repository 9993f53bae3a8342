package org.practicehub.notification.matching;

import org.jspecify.annotations.Nullable;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.IndexedPractice;
import org.practicehub.criteria.ReferenceMatcher;
import org.practicehub.criteria.Term;
import org.practicehub.criteria.Words;
import org.practicehub.events.PracticePublished;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * All criteria that anybody subscribes to, in memory. Each is filed under one required term, the
 * one that fewest others are filed under (or, when only groups are required, under every term of
 * the smallest group); a practice looks into the files of its own terms, and what it finds there is
 * verified: terms as integers first, then single words against the practice's set of words, and
 * only what is left by {@link ReferenceMatcher}.
 */
@Component
public class Matcher {

    private static final int[] NONE = {};
    private static final int[][] NO_GROUPS = {};

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Shelf> shelves = new ArrayList<>();
    private final Shelf unfiled = new Shelf();
    private final Map<String, Filed> byId = new HashMap<>();
    private final Vocabulary.Memory memory = new Vocabulary.Memory();

    /**
     * One criteria, with terms as numbers.
     *
     * @param rest what terms alone cannot tell: words or dates; null when there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // identity is all that is ever compared
    private record Filed(
            String id,
            int[] all,
            int[][] any,
            int[] not,
            int[] under,
            String[] words,
            @Nullable Criteria rest) {}

    /** The criteria filed under one term. */
    private static final class Shelf {
        private Filed[] filed = new Filed[2];
        private int size;

        void add(Filed one) {
            if (size == filed.length) {
                filed = Arrays.copyOf(filed, size * 2);
            }
            filed[size++] = one;
        }

        @SuppressWarnings({"ReferenceEquality", "NullAway"}) // freed slots are never read
        void remove(Filed one) {
            for (int i = 0; i < size; i++) {
                if (filed[i] == one) {
                    filed[i] = filed[--size];
                    filed[size] = null;
                    return;
                }
            }
        }
    }

    /** What is known of one practice while its criteria are looked for. */
    private static final class Subject {
        private final PracticePublished practice;
        private final IndexedPractice indexed;
        private final Vocabulary.Memory memory;
        private @Nullable ReferenceMatcher reference;
        private @Nullable Vocabulary vocabulary;

        Subject(PracticePublished practice, Vocabulary.Memory memory) {
            this.practice = practice;
            this.memory = memory;
            indexed = IndexedPractice.of(practice);
        }

        boolean has(String[] words) {
            if (words.length == 0) {
                return true;
            }
            if (vocabulary == null) {
                vocabulary = Vocabulary.of(indexed, memory);
            }
            for (String word : words) {
                if (!vocabulary.has(word)) {
                    return false;
                }
            }
            return true;
        }

        boolean meets(@Nullable Criteria rest) {
            if (rest == null) {
                return true;
            }
            if (reference == null) {
                reference = ReferenceMatcher.of(practice);
            }
            return reference.matches(rest);
        }
    }

    /** Adds the criteria; those already there under the id stay, equal ids being equal criteria. */
    public void put(String id, Criteria criteria) {
        lock.writeLock().lock();
        try {
            if (byId.containsKey(id)) {
                return;
            }
            int[] all = numbers(criteria.all());
            int[][] any =
                    criteria.any().isEmpty()
                            ? NO_GROUPS
                            : criteria.any().stream().map(this::numbers).toArray(int[][]::new);
            boolean plain =
                    criteria.words() == null
                            && criteria.period() == null
                            && criteria.published() == null;
            Filed filed =
                    new Filed(
                            id,
                            all,
                            any,
                            numbers(criteria.not()),
                            under(all, any),
                            singleWords(criteria),
                            plain ? null : criteria);
            byId.put(id, filed);
            if (filed.under().length == 0) {
                unfiled.add(filed);
            }
            for (int term : filed.under()) {
                shelves.get(term).add(filed);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    public void remove(String id) {
        lock.writeLock().lock();
        try {
            Filed filed = byId.remove(id);
            if (filed == null) {
                return;
            }
            if (filed.under().length == 0) {
                unfiled.remove(filed);
            }
            for (int term : filed.under()) {
                shelves.get(term).remove(filed);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The ids of the criteria that the practice meets, in no order, each once. */
    public List<String> match(PracticePublished practice) {
        Subject subject = new Subject(practice, memory);
        lock.readLock().lock();
        try {
            BitSet terms = new BitSet(shelves.size());
            for (String term : subject.indexed.terms()) {
                Integer number = numbers.get(term);
                if (number != null) {
                    terms.set(number);
                }
            }
            List<String> met = new ArrayList<>();
            collect(unfiled, -1, terms, subject, met);
            for (int term = terms.nextSetBit(0); term >= 0; term = terms.nextSetBit(term + 1)) {
                collect(shelves.get(term), term, terms, subject, met);
            }
            return met;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** How many criteria are known. */
    public int size() {
        lock.readLock().lock();
        try {
            return byId.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    private static void collect(
            Shelf shelf, int term, BitSet terms, Subject subject, List<String> met) {
        for (int i = 0; i < shelf.size; i++) {
            Filed filed = shelf.filed[i];
            if (isFirst(filed, term, terms)
                    && hasAll(filed.all(), terms)
                    && hasOneOfEach(filed.any(), terms)
                    && hasNone(filed.not(), terms)
                    && subject.has(filed.words())
                    && subject.meets(filed.rest())) {
                met.add(filed.id());
            }
        }
    }

    /** What is filed under several terms counts at the first that the practice has. */
    private static boolean isFirst(Filed filed, int term, BitSet terms) {
        if (filed.under().length <= 1) {
            return true;
        }
        for (int each : filed.under()) {
            if (terms.get(each)) {
                return each == term;
            }
        }
        return false;
    }

    private static boolean hasAll(int[] wanted, BitSet terms) {
        for (int term : wanted) {
            if (!terms.get(term)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasOneOfEach(int[][] groups, BitSet terms) {
        for (int[] group : groups) {
            if (hasNone(group, terms)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasNone(int[] unwanted, BitSet terms) {
        for (int term : unwanted) {
            if (terms.get(term)) {
                return false;
            }
        }
        return true;
    }

    private int[] numbers(List<Term> terms) {
        if (terms.isEmpty()) {
            return NONE;
        }
        int[] all = new int[terms.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] =
                    numbers.computeIfAbsent(
                            terms.get(i).toString(),
                            _ -> {
                                shelves.add(new Shelf());
                                return shelves.size() - 1;
                            });
        }
        return all;
    }

    private int[] under(int[] all, int[][] any) {
        if (all.length > 0) {
            int rarest = all[0];
            for (int term : all) {
                if (shelves.get(term).size < shelves.get(rarest).size) {
                    rarest = term;
                }
            }
            return new int[] {rarest};
        }
        int[] smallest = NONE;
        for (int[] group : any) {
            if (smallest.length == 0 || group.length < smallest.length) {
                smallest = group;
            }
        }
        return smallest;
    }

    private static String[] singleWords(Criteria criteria) {
        return criteria.parsedWords().required().stream()
                .filter(Words.Part.Word.class::isInstance)
                .map(part -> ((Words.Part.Word) part).form().intern())
                .toArray(String[]::new);
    }
}
