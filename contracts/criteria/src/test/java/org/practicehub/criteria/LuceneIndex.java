package org.practicehub.criteria;

import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.practicehub.events.PracticePublished;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Practices in an index of their own, in several segments, each practice written twice. */
final class LuceneIndex implements AutoCloseable {

    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    LuceneIndex(List<PracticePublished> practices) {
        // An analyzer that would break everything, were it ever used.
        IndexWriterConfig config =
                new IndexWriterConfig(new WhitespaceAnalyzer()).setMaxBufferedDocs(50);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (int pass = 0; pass < 2; pass++) {
                for (PracticePublished practice : practices) {
                    Document document = new Document();
                    IndexedPractice.of(practice).addTo(document);
                    writer.updateDocument(
                            new org.apache.lucene.index.Term(Fields.ID, practice.practiceId()),
                            document);
                }
            }
            writer.commit();
            reader = DirectoryReader.open(directory);
            searcher = new IndexSearcher(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> search(Query query) {
        Set<String> ids = new TreeSet<>();
        try {
            if (reader.numDocs() == 0) {
                return ids;
            }
            for (ScoreDoc hit : searcher.search(query, reader.numDocs()).scoreDocs) {
                ids.add(searcher.storedFields().document(hit.doc).get(Fields.ID));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    List<String> ranked(Query query) {
        try {
            return List.of(searcher.search(query, reader.numDocs()).scoreDocs).stream()
                    .map(
                            hit -> {
                                try {
                                    return searcher.storedFields().document(hit.doc).get(Fields.ID);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
