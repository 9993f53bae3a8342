package org.practicehub.catalogue.search;

import com.mongodb.MongoException;

import org.practicehub.catalogue.index.Card;
import org.practicehub.catalogue.index.CatalogueIndex;
import org.practicehub.catalogue.index.Facet;
import org.practicehub.catalogue.index.Inquiry;
import org.practicehub.catalogue.index.Inquiry.Count;
import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.index.Inquiry.Hit;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.Position;
import org.practicehub.catalogue.store.PracticeStore;
import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.Refusal;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.IndexedPractice;
import org.practicehub.criteria.Words;
import org.practicehub.events.Content;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers inquiries: from the index, or without words from MongoDB while the index is made. */
@Component
public class Searches {

    private static final Logger log = LoggerFactory.getLogger(Searches.class);
    private static final int MOST_COUNTS = 300;

    private final CatalogueIndex index;
    private final PracticeStore store;

    Searches(CatalogueIndex index, PracticeStore store) {
        this.index = index;
        this.store = store;
    }

    /**
     * @throws Refusal when words are asked for and the index is not yet complete
     */
    public Found find(Inquiry inquiry) {
        if (index.isComplete()) {
            return index.search(inquiry);
        }
        if (inquiry.criteria().words() != null || inquiry.origin() != null) {
            long[] progress = index.progress();
            throw new Refusal(
                    Name.UNAVAILABLE,
                    "the search index is being made ("
                            + progress[0]
                            + " of "
                            + progress[1]
                            + " records); lists without words can be read meanwhile");
        }
        return findInStore(inquiry);
    }

    /**
     * How many practices a search finds.
     *
     * @param parameters those that narrow a search; paging is refused
     */
    public long total(Map<String, String[]> parameters) {
        Inquiry inquiry = SearchParameters.read(parameters, Set.of()).inquiry();
        return find(new Inquiry(
                        inquiry.criteria(), inquiry.origin(), inquiry.order(), null, 1, Set.of()))
                .total();
    }

    /**
     * Where the words stand, by practice. While the read model, which has the texts, is away: in
     * what the cards show of them.
     */
    Map<String, byte[]> marks(Found found, Criteria criteria) {
        Words words = criteria.parsedWords();
        if (words.required().isEmpty() || found.hits().isEmpty()) {
            return Map.of();
        }
        Map<String, byte[]> marks = new HashMap<>();
        try {
            store.findAll(found.hits().stream().map(Hit::id).toList())
                    .forEach(
                            (id, entry) -> {
                                if (entry instanceof Published published) {
                                    Content content = published.event().content();
                                    marks.put(
                                            id,
                                            Marks.of(
                                                    words,
                                                    content.language(),
                                                    content.title(),
                                                    content.summary()));
                                }
                            });
        } catch (MongoException e) {
            log.info("cards are marked: the read model does not answer: {}", e.toString());
            for (Hit hit : found.hits()) {
                Listed card = Listed.of(hit);
                marks.put(hit.id(), Marks.of(words, card.language(), card.title(), card.summary()));
            }
        }
        return marks;
    }

    /** The same page from the read model. */
    public Found findInStore(Inquiry inquiry) {
        Order order = inquiry.order() == null ? Order.NEWEST : inquiry.order();
        List<Published> page =
                store.list(inquiry.criteria(), order, inquiry.after(), inquiry.limit() + 1);
        List<Hit> hits = new ArrayList<>(page.size());
        for (Published published : page.subList(0, Math.min(page.size(), inquiry.limit()))) {
            hits.add(
                    new Hit(
                            published.id(),
                            Card.of(published.event(), IndexedPractice.of(published.event()))));
        }
        Position next = null;
        if (page.size() > inquiry.limit()) {
            next = position(order, page.get(inquiry.limit() - 1));
        }
        return new Found(hits, store.count(inquiry.criteria()), facets(inquiry), next);
    }

    private Map<Facet, List<Count>> facets(Inquiry inquiry) {
        Map<Facet, List<Count>> facets = new EnumMap<>(Facet.class);
        if (!inquiry.facets().isEmpty()) {
            Map<String, Integer> terms = store.countTerms(inquiry.criteria());
            for (Facet facet : inquiry.facets()) {
                List<Count> counts = new ArrayList<>();
                terms.forEach(
                        (term, count) -> {
                            if (term.startsWith(facet.prefix())
                                    && (facet != Facet.COUNTRY || term.indexOf('@') < 0)) {
                                counts.add(
                                        new Count(term.substring(facet.prefix().length()), count));
                            }
                        });
                facets.put(facet, facet.told(counts, MOST_COUNTS));
            }
        }
        return facets;
    }

    private static Position position(Order order, Published last) {
        Object key =
                switch (order) {
                    case NEWEST -> last.event().firstPublishedAt().toEpochMilli();
                    case UPDATED -> last.event().revisedAt().toEpochMilli();
                    case TITLE -> PracticeStore.titleKey(last.event().content().title());
                };
        return new Position(key, last.id());
    }
}
