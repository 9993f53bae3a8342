package org.practicehub.catalogue.index;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.index.Inquiry.Hit;

import java.io.IOException;

/**
 * First pages that were found in the present state of the index. They are forgotten at the first
 * question after something changed, so that none is ever older than what the index would say.
 */
final class Answers {

    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private volatile @Nullable Known known;

    /** Of one state of the index. */
    private record Known(IndexReader.CacheKey state, Cache<Inquiry, Found> found) {}

    /** Finds by searching. */
    interface Search {
        Found find(IndexSearcher searcher, Inquiry inquiry) throws IOException;
    }

    Found find(IndexSearcher searcher, Inquiry inquiry, Search search) throws IOException {
        IndexReader.CacheHelper state = searcher.getIndexReader().getReaderCacheHelper();
        if (inquiry.after() != null || state == null) {
            return search.find(searcher, inquiry);
        }
        Cache<Inquiry, Found> answers = of(state.getKey());
        Found answer = answers.getIfPresent(inquiry);
        if (answer == null) {
            answer = search.find(searcher, inquiry);
            answers.put(inquiry, answer);
        }
        return answer;
    }

    /** Two states at the same time, for the moment of a change, take the place of each other. */
    private Cache<Inquiry, Found> of(IndexReader.CacheKey state) {
        Known now = known;
        if (now == null || now.state() != state) {
            now =
                    new Known(
                            state,
                            Caffeine.newBuilder()
                                    .maximumWeight(MOST_BYTES)
                                    .<Inquiry, Found>weigher((inquiry, found) -> bytes(found))
                                    .build());
            known = now;
        }
        return now.found();
    }

    private static int bytes(Found found) {
        int bytes = 1_000;
        for (Hit hit : found.hits()) {
            bytes += 150 + hit.card().length;
        }
        for (var counts : found.facets().values()) {
            bytes += 120 * counts.size();
        }
        return bytes;
    }
}
