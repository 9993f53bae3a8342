package org.practicehub.catalogue.index;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the terms that were searched for stand in the present state of the index. Lucene looks each
 * up in every segment for each search; and a word is asked for by its keys in all languages, of
 * which most stand in no practice. What is found and how it is scored stays the same.
 */
final class KnownTerms {

    /** Some two kilobytes each. */
    private static final int MOST = 1_000;

    private volatile @Nullable Known known;

    /** Of one state of the index. */
    private record Known(IndexReader.CacheKey state, Map<Term, TermStates> terms) {

        TermStates places(Term term, IndexSearcher searcher) throws IOException {
            TermStates states = terms.get(term);
            if (states == null) {
                states = TermStates.build(searcher, term, true);
                if (terms.size() >= MOST) {
                    terms.clear();
                }
                terms.put(term, states);
            }
            return states;
        }
    }

    /** The same query, without what no practice has and with what was looked up before. */
    Query in(IndexSearcher searcher, Query query) throws IOException {
        IndexReader.CacheHelper state = searcher.getIndexReader().getReaderCacheHelper();
        return state == null ? query : in(searcher, query, known(state.getKey()));
    }

    private static Query in(IndexSearcher searcher, Query query, Known known) throws IOException {
        return switch (query) {
            case TermQuery term -> any(List.of(term.getTerm()), searcher, known);
            case SynonymQuery synonyms -> any(synonyms.getTerms(), searcher, known);
            case BoostQuery boosted ->
                    new BoostQuery(in(searcher, boosted.getQuery(), known), boosted.getBoost());
            case BooleanQuery all -> {
                BooleanQuery.Builder same =
                        new BooleanQuery.Builder()
                                .setMinimumNumberShouldMatch(all.getMinimumNumberShouldMatch());
                for (BooleanClause clause : all.clauses()) {
                    same.add(in(searcher, clause.query(), known), clause.occur());
                }
                yield same.build();
            }
            default -> query;
        };
    }

    private static Query any(List<Term> terms, IndexSearcher searcher, Known known)
            throws IOException {
        List<Term> present = new ArrayList<>(terms.size());
        for (Term term : terms) {
            if (known.places(term, searcher).docFreq() > 0) {
                present.add(term);
            }
        }
        return switch (present.size()) {
            case 0 -> new MatchNoDocsQuery("in no practice");
            case 1 -> new TermQuery(present.getFirst(), known.places(present.getFirst(), searcher));
            default -> {
                SynonymQuery.Builder some = new SynonymQuery.Builder(present.getFirst().field());
                present.forEach(some::addTerm);
                yield some.build();
            }
        };
    }

    private Known known(IndexReader.CacheKey state) {
        Known now = known;
        if (now == null || now.state() != state) {
            now = new Known(state, new ConcurrentHashMap<>());
            known = now;
        }
        return now;
    }
}
