package org.practicehub.bench;

import static java.util.Objects.requireNonNull;

import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.StringDocValuesReaderState;
import org.apache.lucene.facet.StringValueFacetCounts;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;
import org.practicehub.criteria.Analysis;
import org.practicehub.criteria.Fields;
import org.practicehub.criteria.TextLanguage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The raw limit of {@link ServiceIndex}: Lucene and its own facets over the very same files, one
 * term for the word and one for the country. Whatever else the service asks and promises (words in
 * titles, other languages, an order that pages can rely on, what was withdrawn) is not in it.
 */
final class RawSearch implements AutoCloseable {

    private static final int CARDS = 20;
    private static final int COUNTS = 300;

    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final QueryBuilder words = new QueryBuilder(Analysis.analyzer(TextLanguage.ENGLISH));
    private final Map<String, StringDocValuesReaderState> facets = new HashMap<>();

    RawSearch(Path folder) throws IOException {
        directory = FSDirectory.open(folder);
        reader = DirectoryReader.open(directory);
        searcher = new IndexSearcher(reader);
        for (String facet : SearchCorpus.FACETS) {
            String field = "facet." + facet;
            facets.put(field, new StringDocValuesReaderState(reader, field));
        }
    }

    /**
     * The 20 most relevant, with four facets counted.
     *
     * @return how many there are in all
     */
    long search(String word, String country) throws IOException {
        Query query =
                new BooleanQuery.Builder()
                        .add(words.createBooleanQuery(Fields.WORDS, word), Occur.MUST)
                        .add(
                                new TermQuery(new Term(Fields.TERM, "country:" + country)),
                                Occur.FILTER)
                        .build();
        FacetsCollectorManager.FacetsResult found =
                FacetsCollectorManager.search(searcher, query, CARDS, new FacetsCollectorManager());
        for (Map.Entry<String, StringDocValuesReaderState> facet : facets.entrySet()) {
            new StringValueFacetCounts(facet.getValue(), found.facetsCollector())
                    .getTopChildren(COUNTS, facet.getKey());
        }
        for (ScoreDoc each : found.topDocs().scoreDocs) {
            card(each.doc);
        }
        return found.topDocs().totalHits.value();
    }

    private BytesRef card(int document) throws IOException {
        BinaryDocValues cards = requireNonNull(MultiDocValues.getBinaryValues(reader, "card"));
        if (!cards.advanceExact(document)) {
            throw new IOException("a practice without a card");
        }
        return cards.binaryValue();
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }
}
