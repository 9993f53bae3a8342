package org.practicehub.catalogue.index;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.FilterLeafCollector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.jspecify.annotations.Nullable;
import org.practicehub.criteria.Fields;

import java.io.IOException;
import java.util.Collection;

/**
 * Finds the newest hits. Every segment holds its practices in this order, so a segment is left as
 * soon as it has given a page and its next hit is older than all of that page. (Lucene would do so
 * by itself if ids, which part practices of one moment, were in the order of the segments too.)
 */
final class NewestFirst implements CollectorManager<Collector, TopFieldDocs> {

    private final TopFieldCollector page;
    private final int wanted;
    private final long from;

    /**
     * @param after the hit that the page follows; null for the first page
     */
    NewestFirst(int wanted, @Nullable FieldDoc after) {
        this.page =
                new TopFieldCollectorManager(IndexSearch.NEWEST, wanted, after, Integer.MAX_VALUE)
                        .newCollector();
        this.wanted = wanted;
        this.from = after == null ? Long.MAX_VALUE : ((Long) after.fields[0]) - 1;
    }

    @Override
    public Collector newCollector() {
        return new Collector() {
            @Override
            public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
                return new Segment(
                        page.getLeafCollector(leaf),
                        DocValues.getSortedNumeric(leaf.reader(), Fields.PUBLISHED));
            }

            @Override
            public ScoreMode scoreMode() {
                return page.scoreMode();
            }
        };
    }

    @Override
    public TopFieldDocs reduce(Collection<Collector> collectors) {
        return page.topDocs();
    }

    private final class Segment extends FilterLeafCollector {

        private final SortedNumericDocValues published;
        private int given;
        private long oldest = Long.MIN_VALUE;

        Segment(LeafCollector page, SortedNumericDocValues published) {
            super(page);
            this.published = published;
        }

        @Override
        public void collect(int document) throws IOException {
            super.collect(document);
            long key = published.advanceExact(document) ? published.nextValue() : Long.MIN_VALUE;
            if (key < oldest) {
                throw new CollectionTerminatedException();
            }
            // Of the moment at which the page before ended some were shown and some were not.
            if (key <= from && ++given == wanted) {
                oldest = key;
            }
        }
    }
}
