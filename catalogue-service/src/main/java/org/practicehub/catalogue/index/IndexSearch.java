package org.practicehub.catalogue.index;

import org.apache.lucene.document.LongField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.StoredFields;
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
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.index.CatalogueIndex.Change;
import org.practicehub.catalogue.index.CatalogueIndex.Changes;
import org.practicehub.catalogue.index.CatalogueIndex.Naming;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers inquiries from one searcher. */
final class IndexSearch {

    /** More values of one facet are not told: enough for every country. */
    static final int MOST_COUNTS = 300;

    private static final SortField BY_ID = new SortField(Fields.ID, SortField.Type.STRING);
    private static final Sort RELEVANCE = new Sort(SortField.FIELD_SCORE, BY_ID);
    private static final Sort NEWEST = new Sort(latest(Fields.PUBLISHED), BY_ID);
    private static final Sort UPDATED = new Sort(latest(Documents.UPDATED), BY_ID);
    private static final Sort TITLE =
            new Sort(new SortField(Documents.TITLE, SortField.Type.STRING), BY_ID);
    private static final Sort OLDEST_CHANGE =
            new Sort(
                    LongField.newSortField(
                            Documents.CHANGED, false, SortedNumericSelector.Type.MAX),
                    BY_ID);
    private static final Sort NEWEST_CHANGE = new Sort(latest(Documents.CHANGED), BY_ID);
    private static final Query WITHDRAWN =
            new TermQuery(new Term(Documents.STATE, Documents.WITHDRAWN));
    private static final Set<String> SHOWN = Set.of(Fields.ID, Documents.CARD);

    private final FacetLabels labels;

    IndexSearch(FacetLabels labels) {
        this.labels = labels;
    }

    Found search(IndexSearcher searcher, Inquiry inquiry) throws IOException {
        Query query = query(searcher.getIndexReader(), inquiry);
        Sort sort = sort(inquiry.order());
        FieldDoc after = inquiry.after() == null ? null : after(inquiry.after());
        int wanted = inquiry.limit() + 1;
        TopFieldDocs top;
        long total;
        Map<Facet, List<Count>> facets = Map.of();
        if (inquiry.facets().isEmpty() && inquiry.order() != null) {
            total = searcher.count(query);
            top = searcher.search(query, new TopFieldCollectorManager(sort, wanted, after, wanted));
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
        StoredFields stored = searcher.storedFields();
        for (int i = 0; i < shown; i++) {
            hits.add(hit(stored, top.scoreDocs[i].doc));
        }
        Position next =
                top.scoreDocs.length > inquiry.limit() && shown > 0
                        ? position(top.scoreDocs[shown - 1])
                        : null;
        return new Found(hits, total, facets, next);
    }

    /** See {@link CatalogueIndex#changes}. */
    static Changes changes(
            IndexSearcher searcher,
            @Nullable String term,
            long from,
            long until,
            @Nullable Position after,
            int limit)
            throws IOException {
        BooleanQuery.Builder query =
                new BooleanQuery.Builder()
                        .add(LongField.newRangeQuery(Documents.CHANGED, from, until), Occur.FILTER);
        if (term != null) {
            query.add(
                    new BooleanQuery.Builder()
                            .add(new TermQuery(new Term(Fields.TERM, term)), Occur.SHOULD)
                            .add(WITHDRAWN, Occur.SHOULD)
                            .build(),
                    Occur.FILTER);
        }
        TopFieldDocs top =
                searcher.search(
                        query.build(),
                        new TopFieldCollectorManager(
                                OLDEST_CHANGE,
                                limit + 1,
                                after == null ? null : after(after),
                                Integer.MAX_VALUE));
        int shown = Math.min(limit, top.scoreDocs.length);
        return new Changes(
                read(searcher, top, shown),
                top.totalHits.value(),
                top.scoreDocs.length > limit ? position(top.scoreDocs[shown - 1]) : null);
    }

    /** See {@link CatalogueIndex#withdrawals}. */
    static List<Change> withdrawals(IndexSearcher searcher, int most) throws IOException {
        TopFieldDocs top = searcher.search(WITHDRAWN, most, NEWEST_CHANGE);
        return read(searcher, top, top.scoreDocs.length);
    }

    private static List<Change> read(IndexSearcher searcher, TopFieldDocs top, int shown)
            throws IOException {
        StoredFields stored = searcher.storedFields();
        List<Change> changes = new ArrayList<>(shown);
        for (int i = 0; i < shown; i++) {
            Position position = position(top.scoreDocs[i]);
            changes.add(
                    new Change(
                            position.id(),
                            (Long) position.key(),
                            stored.document(top.scoreDocs[i].doc, Set.of(Documents.STATE))
                                            .get(Documents.STATE)
                                    != null));
        }
        return changes;
    }

    /** See {@link CatalogueIndex#countTriples}. */
    static Map<List<String>, Integer> countTriples(IndexSearcher searcher) throws IOException {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            LeafReader reader = leaf.reader();
            SortedSetDocValues countries = DocValues.getSortedSet(reader, Facet.COUNTRY.field());
            SortedSetDocValues goals = DocValues.getSortedSet(reader, Facet.SDG.field());
            SortedSetDocValues years = DocValues.getSortedSet(reader, Facet.YEAR.field());
            Bits live = reader.getLiveDocs();
            for (int document = 0; document < reader.maxDoc(); document++) {
                if ((live == null || live.get(document)) && years.advanceExact(document)) {
                    String year = years.lookupOrd(years.nextOrd()).utf8ToString();
                    List<String> of = values(goals, document);
                    for (String country : values(countries, document)) {
                        for (String goal : of) {
                            counts.merge(List.of(country, goal, year), 1, Integer::sum);
                        }
                    }
                }
            }
        }
        return counts;
    }

    /** The values of a practice; one empty value when it has none. */
    private static List<String> values(SortedSetDocValues values, int document) throws IOException {
        if (!values.advanceExact(document)) {
            return List.of("");
        }
        List<String> found = new ArrayList<>(values.docValueCount());
        for (int i = values.docValueCount(); i > 0; i--) {
            found.add(values.lookupOrd(values.nextOrd()).utf8ToString());
        }
        return found;
    }

    /** See {@link CatalogueIndex#naming}. */
    static List<Naming> naming(IndexSearcher searcher, String id, int most) throws IOException {
        Term term = new Term(Documents.RELATED, id);
        if (searcher.getIndexReader().docFreq(term) == 0) {
            return List.of();
        }
        List<Naming> naming = new ArrayList<>();
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc document : searcher.search(new TermQuery(term), most, NEWEST).scoreDocs) {
            Hit hit = hit(stored, document.doc);
            for (String relation :
                    stored.document(document.doc, Set.of(Documents.RELATION))
                            .getValues(Documents.RELATION)) {
                if (relation.endsWith(":" + id)) {
                    naming.add(new Naming(relation.substring(0, relation.indexOf(':')), hit));
                }
            }
        }
        return naming;
    }

    static Hit hit(StoredFields stored, int document) throws IOException {
        var fields = stored.document(document, SHOWN);
        BytesRef card = fields.getBinaryValue(Documents.CARD);
        return new Hit(
                fields.get(Fields.ID),
                java.util.Arrays.copyOfRange(card.bytes, card.offset, card.offset + card.length));
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
            narrowed.add(
                    new TermQuery(new Term(Documents.STATE, Documents.WITHDRAWN)), Occur.MUST_NOT);
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
        return reader.docFreq(new Term(Documents.STATE, Documents.WITHDRAWN)) > 0;
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

    private static SortField latest(String field) {
        return LongField.newSortField(field, true, SortedNumericSelector.Type.MAX);
    }

    private static FieldDoc after(Position position) {
        Object key = position.key() instanceof String title ? new BytesRef(title) : position.key();
        return new FieldDoc(
                Integer.MAX_VALUE, Float.NaN, new Object[] {key, new BytesRef(position.id())});
    }

    private static Position position(ScoreDoc document) {
        @Nullable Object[] fields = ((FieldDoc) document).fields;
        Object key = fields[0];
        if (key == null || !(fields[1] instanceof BytesRef id)) {
            throw new IllegalStateException("every practice has the keys of all orders");
        }
        return new Position(
                key instanceof BytesRef title ? title.utf8ToString() : key, id.utf8ToString());
    }
}
