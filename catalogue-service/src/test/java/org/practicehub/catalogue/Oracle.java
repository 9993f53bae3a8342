package org.practicehub.catalogue;

import org.apache.lucene.util.BytesRef;
import org.practicehub.catalogue.store.FurtherTerms;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.PracticeStore;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.PracticeTerms;
import org.practicehub.criteria.ReferenceMatcher;
import org.practicehub.criteria.Term;
import org.practicehub.criteria.Words;
import org.practicehub.events.PracticePublished;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the plain reference says of many practices: which meet criteria, in which order they stand,
 * and how many have each term. The reference is asked once which practices have a term; what
 * criteria make of their terms is then a matter of sets, and only what is left is asked for words
 * and dates. {@link OracleTests} holds that against asking the reference everything.
 */
public final class Oracle {

    private final List<Known> known;
    private final List<String> vocabulary = new ArrayList<>();
    private final Map<Order, int[]> sorted = new EnumMap<>(Order.class);
    private final Map<Term, BitSet> having = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // numbers in the vocabulary, never compared
    private record Known(
            PracticePublished practice, ReferenceMatcher matcher, BytesRef title, int[] terms) {}

    public Oracle(List<PracticePublished> practices) {
        Map<String, Integer> numbers = new HashMap<>();
        known = practices.stream().map(practice -> known(practice, numbers)).toList();
        for (Order order : Order.values()) {
            Comparator<Known> comparator = comparator(order);
            sorted.put(
                    order,
                    IntStream.range(0, known.size())
                            .boxed()
                            .sorted(Comparator.comparing(known::get, comparator))
                            .mapToInt(Integer::intValue)
                            .toArray());
        }
    }

    private Known known(PracticePublished practice, Map<String, Integer> numbers) {
        List<String> terms = new ArrayList<>(PracticeTerms.of(practice));
        terms.addAll(FurtherTerms.of(practice));
        return new Known(
                practice,
                ReferenceMatcher.of(practice),
                new BytesRef(PracticeStore.titleKey(practice.content().title())),
                terms.stream()
                        .mapToInt(
                                term ->
                                        numbers.computeIfAbsent(
                                                term,
                                                absent -> {
                                                    vocabulary.add(absent);
                                                    return vocabulary.size() - 1;
                                                }))
                        .toArray());
    }

    /**
     * @param ids in order
     * @param terms with how many of these practices have them
     */
    public record Answer(List<String> ids, Map<String, Integer> terms) {}

    public Answer ask(Criteria criteria, Order order) {
        BitSet met = meeting(criteria);
        List<String> ids = new ArrayList<>();
        int[] counts = new int[vocabulary.size()];
        for (int position : sorted.get(order)) {
            if (met.get(position)) {
                ids.add(known.get(position).practice().practiceId());
                for (int term : known.get(position).terms()) {
                    counts[term]++;
                }
            }
        }
        Map<String, Integer> terms = new HashMap<>();
        for (int term = 0; term < counts.length; term++) {
            if (counts[term] > 0) {
                terms.put(vocabulary.get(term), counts[term]);
            }
        }
        return new Answer(ids, terms);
    }

    private BitSet meeting(Criteria criteria) {
        BitSet met = new BitSet(known.size());
        met.set(0, known.size());
        criteria.all().forEach(term -> met.and(having(term)));
        for (List<Term> group : criteria.any()) {
            BitSet any = new BitSet(known.size());
            group.forEach(term -> any.or(having(term)));
            met.and(any);
        }
        criteria.not().forEach(term -> met.andNot(having(term)));
        Criteria rest =
                new Criteria(
                        List.of(),
                        List.of(),
                        List.of(),
                        criteria.words(),
                        criteria.period(),
                        criteria.published());
        Words words = rest.parsedWords();
        for (int one = met.nextSetBit(0); one >= 0; one = met.nextSetBit(one + 1)) {
            if (!known.get(one).matcher().matches(rest, words)) {
                met.clear(one);
            }
        }
        return met;
    }

    private BitSet having(Term term) {
        return having.computeIfAbsent(
                term,
                asked -> {
                    Criteria only =
                            new Criteria(List.of(asked), List.of(), List.of(), null, null, null);
                    BitSet found = new BitSet(known.size());
                    for (int one = 0; one < known.size(); one++) {
                        found.set(one, known.get(one).matcher().matches(only, Words.NONE));
                    }
                    return found;
                });
    }

    private static Comparator<Known> comparator(Order order) {
        Comparator<Known> byKey =
                switch (order) {
                    case NEWEST ->
                            Comparator.comparing(
                                            (Known known) -> known.practice().firstPublishedAt())
                                    .reversed();
                    case UPDATED ->
                            Comparator.comparing((Known known) -> known.practice().revisedAt())
                                    .reversed();
                    case TITLE -> Comparator.comparing(Known::title);
                };
        return byKey.thenComparing(known -> known.practice().practiceId());
    }
}
