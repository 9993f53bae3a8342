package org.practicehub.catalogue.index;

import org.apache.lucene.document.LongField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.index.Inquiry.Count;
import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.index.Inquiry.Hit;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.Position;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.CriteriaQuery;
import org.practicehub.criteria.Fields;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Answers inquiries from one searcher. */
final class IndexSearch {

    /** More values of one facet are not told: enough for every country. */
    static final int MOST_COUNTS = 300;

    static final SortField BY_ID = new SortField(Fields.ID, SortField.Type.STRING_VAL);
    private static final Sort RELEVANCE = new Sort(SortField.FIELD_SCORE, BY_ID);
    static final Sort NEWEST = new Sort(latest(Fields.PUBLISHED), BY_ID);
    private static final Sort UPDATED = new Sort(latest(Documents.UPDATED), BY_ID);
    private static final Sort TITLE =
            new Sort(new SortField(Documents.TITLE, SortField.Type.STRING), BY_ID);

    private final FacetLabels labels;
    private final Answers answers = new Answers();
    private final KnownTerms terms = new KnownTerms();

    IndexSearch(FacetLabels labels) {
        this.labels = labels;
    }

    /**
     * A page of what is in the index now. In order of relevance, where every change moves the
     * scores, the pages after the first are read from the snapshot of the first, while it is kept.
     */
    Found page(PracticeIndex index, Inquiry inquiry) throws IOException {
        Position after = inquiry.after();
        boolean ranked = inquiry.order() == null;
        IndexSearcher kept = ranked && after != null ? index.kept(after.snapshot()) : null;
        if (kept != null && after != null) {
            try {
                return from(after.snapshot(), search(kept, inquiry));
            } finally {
                index.releaseKept(kept);
            }
        }
        IndexSearcher searcher = index.acquire();
        try {
            Found found = answers.find(searcher, inquiry, this::search);
            return ranked && found.next() != null ? from(index.keep(searcher), found) : found;
        } finally {
            index.release(searcher);
        }
    }

    private static Found from(long snapshot, Found found) {
        Position next = found.next();
        return next == null
                ? found
                : new Found(
                        found.hits(),
                        found.total(),
                        found.facets(),
                        new Position(next.key(), next.id(), snapshot));
    }

    Found search(IndexSearcher searcher, Inquiry inquiry) throws IOException {
        Query query = terms.in(searcher, query(searcher.getIndexReader(), inquiry));
        Sort sort = sort(inquiry.order());
        FieldDoc after = inquiry.after() == null ? null : after(inquiry.after());
        int wanted = inquiry.limit() + 1;
        TopFieldDocs top;
        long total;
        Map<Facet, List<Count>> facets = Map.of();
        if (inquiry.facets().isEmpty() && inquiry.order() != null) {
            total = searcher.count(query);
            top =
                    inquiry.order() == Order.NEWEST
                            ? searcher.search(query, new NewestFirst(wanted, after))
                            : searcher.search(
                                    query,
                                    new TopFieldCollectorManager(sort, wanted, after, wanted));
        } else {
            TopFieldCollectorManager manager =
                    new TopFieldCollectorManager(sort, wanted, after, Integer.MAX_VALUE);
            if (inquiry.facets().isEmpty()) {
                top = searcher.search(query, manager);
            } else {
                FacetCounter counter = new FacetCounter(labels, inquiry.facets());
                top = searcher.search(query, counting(manager, counter));
                facets = counter.result(MOST_COUNTS);
            }
            total = top.totalHits.value();
        }
        return found(searcher, inquiry, top, total, facets);
    }

    /** One pass for the page and the counts; one searcher without an executor is one slice. */
    private static CollectorManager<Collector, TopFieldDocs> counting(
            TopFieldCollectorManager manager, FacetCounter counter) throws IOException {
        TopFieldCollector page = manager.newCollector();
        return new CollectorManager<>() {
            @Override
            public Collector newCollector() {
                return MultiCollector.wrap(page, counter);
            }

            @Override
            public TopFieldDocs reduce(Collection<Collector> collectors) {
                return page.topDocs();
            }
        };
    }

    private static Found found(
            IndexSearcher searcher,
            Inquiry inquiry,
            TopFieldDocs top,
            long total,
            Map<Facet, List<Count>> facets)
            throws IOException {
        int shown = Math.min(inquiry.limit(), top.scoreDocs.length);
        List<Hit> hits = new ArrayList<>(shown);
        for (int i = 0; i < shown; i++) {
            hits.add(hit(searcher.getIndexReader(), top.scoreDocs[i].doc));
        }
        Position next =
                top.scoreDocs.length > inquiry.limit() && shown > 0
                        ? position(top.scoreDocs[shown - 1])
                        : null;
        return new Found(hits, total, facets, next);
    }

    static Hit hit(IndexReader reader, int document) throws IOException {
        LeafReaderContext leaf = leaf(reader, document);
        BytesRef id = binary(leaf, Fields.ID, document);
        BytesRef card = binary(leaf, Documents.CARD, document);
        return new Hit(
                id.utf8ToString(),
                Arrays.copyOfRange(card.bytes, card.offset, card.offset + card.length));
    }

    /** The segment that a document is in. */
    static LeafReaderContext leaf(IndexReader reader, int document) {
        return reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
    }

    private static BytesRef binary(LeafReaderContext leaf, String field, int document)
            throws IOException {
        BinaryDocValues values = DocValues.getBinary(leaf.reader(), field);
        if (!values.advanceExact(document - leaf.docBase)) {
            throw new IllegalStateException("every practice has an id and a card");
        }
        return values.binaryValue();
    }

    /** The criteria, and nothing that was withdrawn. */
    static Query query(IndexReader reader, Inquiry inquiry) throws IOException {
        Criteria criteria = inquiry.criteria();
        Query query =
                inquiry.order() == null
                        ? CriteriaQuery.ranked(criteria)
                        : CriteriaQuery.of(criteria);
        boolean tombstonesMeetIt = asksForNothing(criteria) && hasWithdrawn(reader);
        if (!tombstonesMeetIt && inquiry.origin() == null) {
            return query;
        }
        BooleanQuery.Builder narrowed = new BooleanQuery.Builder().add(query, Occur.MUST);
        if (tombstonesMeetIt) {
            narrowed.add(Documents.IS_WITHDRAWN, Occur.MUST_NOT);
        }
        if (inquiry.origin() != null) {
            narrowed.add(
                    new TermQuery(new Term(Fields.TERM, "origin:" + inquiry.origin())),
                    Occur.FILTER);
        }
        return narrowed.build();
    }

    /** Whether a document without a single field could meet the criteria. */
    private static boolean asksForNothing(Criteria criteria) {
        return criteria.all().isEmpty()
                && criteria.any().isEmpty()
                && criteria.period() == null
                && criteria.published() == null
                && (criteria.words() == null || criteria.parsedWords().required().isEmpty());
    }

    private static boolean hasWithdrawn(IndexReader reader) throws IOException {
        return reader.docFreq(Documents.IS_WITHDRAWN.getTerm()) > 0;
    }

    static Sort sort(@Nullable Order order) {
        return order == null
                ? RELEVANCE
                : switch (order) {
                    case NEWEST -> NEWEST;
                    case UPDATED -> UPDATED;
                    case TITLE -> TITLE;
                };
    }

    static SortField latest(String field) {
        return LongField.newSortField(field, true, SortedNumericSelector.Type.MAX);
    }

    static FieldDoc after(Position position) {
        Object key = position.key() instanceof String title ? new BytesRef(title) : position.key();
        return new FieldDoc(
                Integer.MAX_VALUE, Float.NaN, new Object[] {key, new BytesRef(position.id())});
    }

    static Position position(ScoreDoc document) {
        @Nullable Object[] fields = ((FieldDoc) document).fields;
        Object key = fields[0];
        if (key == null || !(fields[1] instanceof BytesRef id)) {
            throw new IllegalStateException("every practice has the keys of all orders");
        }
        return new Position(
                key instanceof BytesRef title ? title.utf8ToString() : key, id.utf8ToString());
    }
}
