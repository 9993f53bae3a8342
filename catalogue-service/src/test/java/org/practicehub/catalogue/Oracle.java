package org.practicehub.catalogue;

import org.apache.lucene.util.BytesRef;
import org.practicehub.catalogue.store.FurtherTerms;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.PracticeStore;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.PracticeTerms;
import org.practicehub.criteria.ReferenceMatcher;
import org.practicehub.criteria.Words;
import org.practicehub.events.PracticePublished;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the plain reference says of many practices: which meet criteria, in which order they stand,
 * and how many have each term. What does not depend on the criteria is worked out once.
 */
public final class Oracle {

    private final Map<Order, List<Known>> sorted = new EnumMap<>(Order.class);

    private record Known(
            PracticePublished practice,
            ReferenceMatcher matcher,
            BytesRef title,
            List<String> terms) {

        static Known of(PracticePublished practice) {
            List<String> terms = new ArrayList<>(PracticeTerms.of(practice));
            terms.addAll(FurtherTerms.of(practice));
            return new Known(
                    practice,
                    ReferenceMatcher.of(practice),
                    new BytesRef(PracticeStore.titleKey(practice.content().title())),
                    terms);
        }
    }

    public Oracle(List<PracticePublished> practices) {
        List<Known> known = practices.stream().map(Known::of).toList();
        for (Order order : Order.values()) {
            sorted.put(order, known.stream().sorted(comparator(order)).toList());
        }
    }

    /**
     * @param ids in order
     * @param terms with how many of these practices have them
     */
    public record Answer(List<String> ids, Map<String, Integer> terms) {}

    public Answer ask(Criteria criteria, Order order) {
        Words words = criteria.parsedWords();
        List<String> ids = new ArrayList<>();
        Map<String, Integer> terms = new HashMap<>();
        for (Known known : sorted.get(order)) {
            if (known.matcher().matches(criteria, words)) {
                ids.add(known.practice().practiceId());
                known.terms().forEach(term -> terms.merge(term, 1, Integer::sum));
            }
        }
        return new Answer(ids, terms);
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
