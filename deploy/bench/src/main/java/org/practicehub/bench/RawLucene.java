package org.practicehub.bench;

import org.HdrHistogram.Histogram;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.practicehub.events.EventCodec;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Tag;

import java.io.IOException;
import java.time.Duration;

/**
 * The raw limit of searching: Lucene with its own facets, no HTTP and no JSON, one thread, over the
 * same practices. A process of its own, so that nothing else has warmed or filled its heap.
 */
final class RawLucene {

    private static final Duration LENGTH = Duration.ofSeconds(5);

    /** Starts that process. */
    record Beside(int practices) {

        void run(Report report) throws IOException, InterruptedException {
            Process lucene =
                    new ProcessBuilder(
                                    ProcessHandle.current().info().command().orElse("java"),
                                    "-Xmx512m",
                                    "-XX:+UseSerialGC",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    RawLucene.class.getName(),
                                    String.valueOf(practices))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            try (var printed = lucene.inputReader()) {
                printed.lines().forEach(line -> report.say("%s", line));
            } finally {
                lucene.destroy();
                lucene.waitFor();
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        FacetsConfig facets = new FacetsConfig();
        SearchCorpus.FACETS.forEach(dimension -> facets.setMultiValued(dimension, true));
        try (Directory directory = new ByteBuffersDirectory()) {
            index(directory, facets, Integer.parseInt(arguments[0]));
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                search(new IndexSearcher(reader), facets);
            }
        }
    }

    private static void index(Directory directory, FacetsConfig facets, int practices)
            throws IOException {
        SearchCorpus corpus = new SearchCorpus(practices);
        try (IndexWriter writer =
                new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
            for (long nth = 0; nth < practices; nth++) {
                PracticePublished practice = corpus.practice(nth);
                Document document = new Document();
                document.add(
                        new TextField(
                                "words",
                                practice.content().title() + " " + practice.content().summary(),
                                Field.Store.NO));
                for (Tag tag : practice.tags()) {
                    document.add(new StringField("term", tag.term(), Field.Store.NO));
                    document.add(new SortedSetDocValuesFacetField(tag.scheme(), tag.code()));
                }
                for (String topic : practice.content().topics()) {
                    document.add(new SortedSetDocValuesFacetField("topic", topic));
                }
                document.add(
                        new LongField(
                                "newest",
                                practice.firstPublishedAt().toEpochMilli(),
                                Field.Store.NO));
                byte[] card = EventCodec.encode(practice, "bench").value();
                document.add(new StoredField("card", card, 0, Math.min(card.length, 900)));
                writer.addDocument(facets.build(document));
            }
        }
    }

    private static void search(IndexSearcher searcher, FacetsConfig facets) throws IOException {
        var state = new DefaultSortedSetDocValuesReaderState(searcher.getIndexReader(), facets);
        Histogram latencies = Measured.histogram();
        long found = 0;
        long requests = 0;
        for (int run = 0; run < 3; run++) {
            latencies = Measured.histogram();
            requests = 0;
            long end = System.nanoTime() + LENGTH.toNanos();
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                found += one(searcher, state, requests++);
                Measured.record(latencies, System.nanoTime() - start);
            }
        }
        System.out.printf(
                " raw: Lucene alone, one thread, the same searches: %.1f/s   p50 %.2f  p99 %.2f ms"
                        + " (last of 3 runs, %d cards read)%n",
                requests / (LENGTH.toNanos() / 1e9),
                latencies.getValueAtPercentile(50) / 1e6,
                latencies.getValueAtPercentile(99) / 1e6,
                found);
    }

    private static long one(
            IndexSearcher searcher, DefaultSortedSetDocValuesReaderState state, long nth)
            throws IOException {
        Query query =
                new BooleanQuery.Builder()
                        .add(new TermQuery(new Term("words", SearchCorpus.word(nth))), Occur.MUST)
                        .add(
                                new TermQuery(
                                        new Term(
                                                "term",
                                                "country:" + SearchCorpus.country(nth / 8))),
                                Occur.FILTER)
                        .build();
        FacetsCollectorManager.FacetsResult result =
                FacetsCollectorManager.search(searcher, query, 20, new FacetsCollectorManager());
        FacetsCollector hits = result.facetsCollector();
        var counts = new SortedSetDocValuesFacetCounts(state, hits);
        for (String dimension : SearchCorpus.FACETS) {
            if (counts.getTopChildren(300, dimension) == null) {
                return 0;
            }
        }
        long cards = 0;
        var stored = searcher.storedFields();
        for (ScoreDoc document : result.topDocs().scoreDocs) {
            cards += stored.document(document.doc).getBinaryValue("card").length > 0 ? 1 : 0;
        }
        return cards;
    }

    private RawLucene() {}
}
