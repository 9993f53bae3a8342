package org.practicehub.catalogue.index;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.practicehub.catalogue.store.Fingerprint;
import org.practicehub.catalogue.store.Rows;
import org.practicehub.criteria.Fields;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * An index as a table: what is stored of a practice, the keys it is ordered by and the values it is
 * counted by. Its words are not compared; they come from the same text by the same analysis.
 */
final class IndexRows implements Rows {

    private static final List<String> KEYS =
            List.of(Documents.CHANGED, Documents.UPDATED, Fields.PUBLISHED);

    private final PracticeIndex index;

    IndexRows(PracticeIndex index) {
        this.index = index;
    }

    @Override
    public void forEach(Reader reader) {
        read(searcher -> scan(searcher, reader, true));
    }

    @Override
    public void forEachSequence(Reader reader) {
        read(searcher -> scan(searcher, reader, false));
    }

    @Override
    public Map<String, Row> find(Collection<String> ids) {
        Map<String, Row> rows = new HashMap<>();
        read(
                searcher -> {
                    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
                    for (String id : ids) {
                        for (ScoreDoc found :
                                searcher.search(new TermQuery(new Term(Fields.ID, id)), 1)
                                        .scoreDocs) {
                            LeafReaderContext leaf =
                                    leaves.get(
                                            org.apache.lucene.index.ReaderUtil.subIndex(
                                                    found.doc, leaves));
                            rows.put(
                                    id,
                                    new Row(
                                            PracticeIndex.sequence(searcher.getIndexReader(), id),
                                            fingerprint(leaf.reader(), found.doc - leaf.docBase)));
                        }
                    }
                });
        return rows;
    }

    @Override
    public long count() {
        long[] count = {0};
        read(searcher -> count[0] = searcher.getIndexReader().numDocs());
        return count[0];
    }

    private static void scan(IndexSearcher searcher, Reader reader, boolean fingerprints)
            throws IOException {
        for (LeafReaderContext context : searcher.getIndexReader().leaves()) {
            LeafReader leaf = context.reader();
            BinaryDocValues ids = DocValues.getBinary(leaf, Fields.ID);
            NumericDocValues sequences = DocValues.getNumeric(leaf, Documents.SEQUENCE);
            Bits alive = leaf.getLiveDocs();
            for (int document = 0; document < leaf.maxDoc(); document++) {
                if ((alive == null || alive.get(document))
                        && ids.advanceExact(document)
                        && sequences.advanceExact(document)) {
                    reader.row(
                            ids.binaryValue().utf8ToString(),
                            new Row(
                                    sequences.longValue(),
                                    fingerprints ? fingerprint(leaf, document) : 0));
                }
            }
        }
    }

    private static long fingerprint(LeafReader leaf, int document) throws IOException {
        Fingerprint fingerprint = new Fingerprint();
        stored(leaf.storedFields(), document, fingerprint);
        BinaryDocValues card = DocValues.getBinary(leaf, Documents.CARD);
        add(fingerprint, card.advanceExact(document) ? card.binaryValue() : null);
        for (String key : KEYS) {
            SortedNumericDocValues values = DocValues.getSortedNumeric(leaf, key);
            fingerprint.add(values.advanceExact(document) ? values.nextValue() : Long.MIN_VALUE);
        }
        SortedDocValues title = DocValues.getSorted(leaf, Documents.TITLE);
        add(fingerprint, title.advanceExact(document) ? title.lookupOrd(title.ordValue()) : null);
        for (Facet facet : Facet.values()) {
            SortedSetDocValues values = DocValues.getSortedSet(leaf, facet.field());
            int count = values.advanceExact(document) ? values.docValueCount() : 0;
            fingerprint.add(count);
            for (int i = 0; i < count; i++) {
                add(fingerprint, values.lookupOrd(values.nextOrd()));
            }
        }
        return fingerprint.value();
    }

    private static void stored(StoredFields fields, int document, Fingerprint fingerprint)
            throws IOException {
        var found = fields.document(document);
        TreeSet<String> texts = new TreeSet<>();
        found.getFields()
                .forEach(
                        field -> {
                            if (field.stringValue() != null) {
                                texts.add(field.name() + '=' + field.stringValue());
                            }
                        });
        texts.forEach(fingerprint::add);
    }

    private static void add(
            Fingerprint fingerprint, @org.jspecify.annotations.Nullable BytesRef value) {
        if (value == null) {
            fingerprint.add(-1);
        } else {
            fingerprint.add(value.bytes, value.offset, value.length);
        }
    }

    private interface Reading {
        void of(IndexSearcher searcher) throws IOException;
    }

    private void read(Reading reading) {
        try {
            IndexSearcher searcher = index.acquire();
            try {
                reading.of(searcher);
            } finally {
                index.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
