package org.practicehub.catalogue.guidance;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import org.practicehub.catalogue.index.Facet;
import org.practicehub.catalogue.index.Inquiry;
import org.practicehub.catalogue.index.Inquiry.Count;
import org.practicehub.catalogue.search.Listed;
import org.practicehub.catalogue.search.Searches;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.TopicStore;
import org.practicehub.criteria.Analysis;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.Regions;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a reader may be typing: topics, countries, regions and organisations that have practices, by
 * any word of their names, and titles. Names are read anew every ten seconds.
 */
@Component
class TypeAhead {

    private static final Set<Facet> NAMED =
            EnumSet.of(Facet.TOPIC, Facet.COUNTRY, Facet.REGION, Facet.ORGANISATION);
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Searches searches;
    private final TopicStore topics;
    private final LoadingCache<Boolean, List<Name>> names =
            Caffeine.newBuilder().expireAfterWrite(KEPT).build(key -> read());

    TypeAhead(Searches searches, TopicStore topics) {
        this.searches = searches;
        this.topics = topics;
    }

    /**
     * @param kind topic, country, region, organisation, or practice
     * @param value for the search parameter of that name; a practice's id
     * @param count practices that have it; 1 for a practice
     */
    record Suggestion(String kind, String value, String label, int count) {}

    private record Name(Suggestion suggestion, String folded) {

        boolean begins(String typed) {
            return folded.startsWith(typed) || folded.contains(" " + typed);
        }
    }

    /** Names first, those with the most practices first; then titles, the most relevant first. */
    List<Suggestion> of(String typed, int limit) {
        String folded = Analysis.name(typed);
        List<Suggestion> suggestions = new ArrayList<>(limit);
        if (folded.isEmpty()) {
            return suggestions;
        }
        for (Name name : names.get(true)) {
            if (suggestions.size() < limit && name.begins(folded)) {
                suggestions.add(name.suggestion());
            }
        }
        if (suggestions.size() < limit) {
            suggestions.addAll(titles(typed, limit - suggestions.size()));
        }
        return suggestions;
    }

    /** The last word may be half typed; odd signs mean nothing. */
    private List<Suggestion> titles(String typed, int limit) {
        String words = typed.replaceAll("[\"“”„‟«»*]|(?<=^|\\s)-", " ").strip();
        if (words.isEmpty() || words.length() >= Criteria.MAX_WORDS_LENGTH) {
            return List.of();
        }
        Criteria criteria = new Criteria(List.of(), List.of(), List.of(), words + "*", null, null);
        if (criteria.parsedWords().required().isEmpty()) {
            return List.of();
        }
        return searches
                .find(new Inquiry(criteria, null, null, null, limit, Set.of()))
                .hits()
                .stream()
                .map(Listed::of)
                .map(card -> new Suggestion("practice", card.id(), card.title(), 1))
                .toList();
    }

    private List<Name> read() {
        Map<Facet, List<Count>> counts =
                searches.find(new Inquiry(Criteria.EVERYTHING, null, Order.NEWEST, null, 1, NAMED))
                        .facets();
        Map<String, String> titles = topics.titles();
        List<Name> read = new ArrayList<>();
        counts.forEach(
                (facet, values) -> {
                    for (Count count : values) {
                        String label = label(facet, count.value(), titles);
                        read.add(
                                new Name(
                                        new Suggestion(
                                                facet.wire(), count.value(), label, count.count()),
                                        Analysis.name(label)));
                    }
                });
        read.sort((one, other) -> other.suggestion().count() - one.suggestion().count());
        return read;
    }

    private static String label(Facet facet, String value, Map<String, String> titles) {
        return switch (facet) {
            case TOPIC -> titles.getOrDefault(value, value.replace('-', ' '));
            case COUNTRY -> Locale.of("", value).getDisplayCountry(Locale.ENGLISH);
            case REGION -> Regions.names().getOrDefault(value, value);
            default -> value;
        };
    }
}
