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
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * All criteria that anybody subscribes to, in memory. Each is filed under one required term or
 * word, the one that fewest others are filed under (or, when only groups are required, under every
 * term of the smallest group); a practice looks into the files of its own terms and words, and what
 * it finds there is verified by numbers. Only phrases, beginnings of words, excluded words and
 * dates are asked of {@link ReferenceMatcher}, after that.
 */
@Component
public class Matcher {

    private static final int[] NONE = {};
    private static final int[][] NO_GROUPS = {};

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Lexicon lexicon = new Lexicon();
    private final List<Shelf> shelves = new ArrayList<>();
    private final Shelf unfiled = new Shelf();
    private final Map<String, Filed> byId = new HashMap<>();

    /** Adds the criteria; those already there under the id stay, equal ids being equal criteria. */
    public void put(String id, Criteria criteria) {
        lock.writeLock().lock();
        try {
            if (byId.containsKey(id)) {
                return;
            }
            Filed filed = filed(id, criteria);
            byId.put(id, filed);
            if (filed.under().length == 0) {
                unfiled.add(filed, -1);
            }
            for (int term : filed.under()) {
                shelves.get(term).add(filed, term);
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
        IndexedPractice indexed = IndexedPractice.of(practice);
        lock.readLock().lock();
        try {
            BitSet has = new BitSet(shelves.size());
            BitSet unsure = new BitSet();
            for (String term : indexed.terms()) {
                Integer number = numbers.get(term);
                if (number != null) {
                    has.set(number);
                }
            }
            lexicon.mark(indexed, has, unsure);
            Found found = new Found(practice, has, unsure);
            found.on(unfiled, -1);
            for (int term = has.nextSetBit(0); term >= 0; term = has.nextSetBit(term + 1)) {
                found.on(shelves.get(term), term);
            }
            return found.met;
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

    /** What is met of the shelves that a practice looks at. */
    private static final class Found {

        private final PracticePublished practice;
        private final BitSet has;
        private final BitSet unsure;
        private final List<String> met = new ArrayList<>();
        private @Nullable ReferenceMatcher reference;

        Found(PracticePublished practice, BitSet has, BitSet unsure) {
            this.practice = practice;
            this.has = has;
            this.unsure = unsure;
        }

        void on(Shelf shelf, int term) {
            shelf.candidates(
                    has,
                    one -> {
                        if (one.meets(has, term) && isMet(one.open(unsure))) {
                            met.add(one.id());
                        }
                    });
        }

        private boolean isMet(@Nullable Criteria open) {
            if (open == null) {
                return true;
            }
            if (reference == null) {
                reference = ReferenceMatcher.of(practice);
            }
            return reference.matches(open);
        }
    }

    private Filed filed(String id, Criteria criteria) {
        Words parsed = criteria.parsedWords();
        int[] words =
                parsed.required().stream()
                        .filter(Words.Part.Word.class::isInstance)
                        .mapToInt(
                                part ->
                                        lexicon.number(
                                                ((Words.Part.Word) part).form(), this::another))
                        .distinct()
                        .toArray();
        int[] terms = numbers(criteria.all());
        int[] all = new int[terms.length + words.length];
        System.arraycopy(terms, 0, all, 0, terms.length);
        System.arraycopy(words, 0, all, terms.length, words.length);
        int[][] any =
                criteria.any().isEmpty()
                        ? NO_GROUPS
                        : criteria.any().stream().map(this::numbers).toArray(int[][]::new);
        boolean decided =
                parsed.excluded().isEmpty()
                        && parsed.required().stream().allMatch(Words.Part.Word.class::isInstance)
                        && criteria.period() == null
                        && criteria.published() == null;
        return new Filed(
                id,
                all.length == 0 ? NONE : all,
                any,
                numbers(criteria.not()),
                under(all, any),
                words.length == 0 ? NONE : words,
                decided,
                decided && words.length == 0 ? null : criteria);
    }

    private int[] numbers(List<Term> terms) {
        if (terms.isEmpty()) {
            return NONE;
        }
        int[] all = new int[terms.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = numbers.computeIfAbsent(terms.get(i).toString(), _ -> another());
        }
        return all;
    }

    /** The number of another term, with a shelf of its own. */
    private int another() {
        shelves.add(new Shelf());
        return shelves.size() - 1;
    }

    private int[] under(int[] all, int[][] any) {
        if (all.length > 0) {
            int rarest = all[0];
            for (int term : all) {
                if (shelves.get(term).size() < shelves.get(rarest).size()) {
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
}
