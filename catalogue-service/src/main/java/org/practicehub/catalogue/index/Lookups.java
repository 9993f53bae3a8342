package org.practicehub.catalogue.index;

import org.apache.lucene.document.LongField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.index.CatalogueIndex.Change;
import org.practicehub.catalogue.index.CatalogueIndex.Changes;
import org.practicehub.catalogue.index.CatalogueIndex.Naming;
import org.practicehub.catalogue.index.Inquiry.Hit;
import org.practicehub.catalogue.store.Position;
import org.practicehub.criteria.Fields;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is asked of one searcher beside inquiries: changes, relations, counts for plots. */
final class Lookups {

    private static final Sort OLDEST_CHANGE =
            new Sort(
                    LongField.newSortField(
                            Documents.CHANGED, false, SortedNumericSelector.Type.MAX),
                    IndexSearch.BY_ID);
    private static final Sort NEWEST_CHANGE =
            new Sort(IndexSearch.latest(Documents.CHANGED), IndexSearch.BY_ID);

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
                            .add(Documents.IS_WITHDRAWN, Occur.SHOULD)
                            .build(),
                    Occur.FILTER);
        }
        TopFieldDocs top =
                searcher.search(
                        query.build(),
                        new TopFieldCollectorManager(
                                OLDEST_CHANGE,
                                limit + 1,
                                after == null ? null : IndexSearch.after(after),
                                Integer.MAX_VALUE));
        int shown = Math.min(limit, top.scoreDocs.length);
        return new Changes(
                read(searcher, top, shown),
                top.totalHits.value(),
                top.scoreDocs.length > limit
                        ? IndexSearch.position(top.scoreDocs[shown - 1])
                        : null);
    }

    /** See {@link CatalogueIndex#withdrawals}. */
    static List<Change> withdrawals(IndexSearcher searcher, int most) throws IOException {
        TopFieldDocs top = searcher.search(Documents.IS_WITHDRAWN, most, NEWEST_CHANGE);
        return read(searcher, top, top.scoreDocs.length);
    }

    private static List<Change> read(IndexSearcher searcher, TopFieldDocs top, int shown)
            throws IOException {
        StoredFields stored = searcher.storedFields();
        List<Change> changes = new ArrayList<>(shown);
        for (int i = 0; i < shown; i++) {
            Position position = IndexSearch.position(top.scoreDocs[i]);
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

    /** See {@link CatalogueIndex#card}. What a tombstone keeps in its place is no card. */
    static Optional<Hit> card(IndexSearcher searcher, String id) throws IOException {
        Query published =
                new BooleanQuery.Builder()
                        .add(new TermQuery(new Term(Fields.ID, id)), Occur.FILTER)
                        .add(Documents.IS_WITHDRAWN, Occur.MUST_NOT)
                        .build();
        ScoreDoc[] found = searcher.search(published, 1).scoreDocs;
        return found.length == 0
                ? Optional.empty()
                : Optional.of(IndexSearch.hit(searcher.getIndexReader(), found[0].doc));
    }

    /** See {@link CatalogueIndex#naming}. */
    static List<Naming> naming(IndexSearcher searcher, String id, int most) throws IOException {
        Term term = new Term(Documents.RELATED, id);
        if (searcher.getIndexReader().docFreq(term) == 0) {
            return List.of();
        }
        List<Naming> naming = new ArrayList<>();
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc document :
                searcher.search(new TermQuery(term), most, IndexSearch.NEWEST).scoreDocs) {
            Hit hit = IndexSearch.hit(searcher.getIndexReader(), document.doc);
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

    private Lookups() {}
}
