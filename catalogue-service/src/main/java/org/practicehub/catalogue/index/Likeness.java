package org.practicehub.catalogue.index;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.mlt.MoreLikeThis;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.NamedMatches;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.practicehub.criteria.Analysis;
import org.practicehub.criteria.Fields;
import org.practicehub.criteria.PracticeTerms;
import org.practicehub.criteria.TextLanguage;
import org.practicehub.events.PracticePublished;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what has most in common with a practice: its rarer tags and topics, and the words that tell
 * it from others, its title's twice. Words are compared within one language, tags across all.
 */
final class Likeness {

    private static final Set<String> SCHEMES =
            Set.of("country", "group", "sdg", "sdg-target", "gcm", "topic", "organisation");

    private static final int MOST_WORDS = 25;

    /** A shared tag says more than a shared word. */
    private static final float TAG_BOOST = 2f;

    /** What more than one practice in so many has tells no two of them from the others. */
    private static final int COMMON = 5;

    private static final char TERM = 't';
    private static final char WORD = 'w';

    private final IndexSearcher searcher;
    private final IndexReader reader;
    private final PracticePublished practice;

    private Likeness(IndexSearcher searcher, PracticePublished practice) {
        this.searcher = searcher;
        this.reader = searcher.getIndexReader();
        this.practice = practice;
    }

    /** The most alike first; never the practice itself. */
    static List<Alike> of(IndexSearcher searcher, PracticePublished practice, int most)
            throws IOException {
        return new Likeness(searcher, practice).find(most);
    }

    private List<Alike> find(int most) throws IOException {
        BooleanQuery.Builder shared = new BooleanQuery.Builder();
        addTerms(shared);
        addWords(shared);
        shared.add(new TermQuery(new Term(Fields.ID, practice.practiceId())), Occur.MUST_NOT);
        Query query = searcher.rewrite(shared.build());
        Weight weight = searcher.createWeight(query, ScoreMode.COMPLETE, 1);
        List<Alike> found = new ArrayList<>();
        for (ScoreDoc document : searcher.search(query, most).scoreDocs) {
            LeafReaderContext leaf = IndexSearch.leaf(reader, document.doc);
            Matches matches = weight.matches(leaf, document.doc - leaf.docBase);
            found.add(
                    new Alike(
                            IndexSearch.hit(reader, document.doc),
                            names(matches, TERM),
                            names(matches, WORD)));
        }
        return found;
    }

    /** In the order in which they were asked for. */
    private static List<String> names(Matches matches, char kind) {
        return NamedMatches.findNamedMatches(matches).stream()
                .map(NamedMatches::getName)
                .filter(name -> name.charAt(0) == kind)
                .map(name -> name.substring(1))
                .distinct()
                .toList();
    }

    private void addTerms(BooleanQuery.Builder shared) throws IOException {
        Map<Term, Integer> frequencies = new HashMap<>();
        for (String name : PracticeTerms.of(practice)) {
            Term term = new Term(Fields.TERM, name);
            if (SCHEMES.contains(name.substring(0, name.indexOf(':'))) && isBare(name)) {
                frequencies.put(term, reader.docFreq(term));
            }
        }
        frequencies.entrySet().stream()
                .sorted(
                        Map.Entry.<Term, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .forEach(
                        entry ->
                                shared.add(
                                        named(
                                                TERM,
                                                entry.getKey().text(),
                                                new BoostQuery(
                                                        new TermQuery(entry.getKey()), TAG_BOOST)),
                                        Occur.SHOULD));
    }

    /** Not a country in one role: the country itself is asked for. */
    private static boolean isBare(String term) {
        return !term.startsWith("country:") || term.indexOf('@') < 0;
    }

    private void addWords(BooleanQuery.Builder shared) throws IOException {
        String title = practice.content().title();
        String summary = practice.content().summary();
        try (Analyzer analyzer =
                Analysis.analyzer(TextLanguage.of(practice.content().language()))) {
            Map<String, String> written = written(analyzer, title + "\n" + summary);
            MoreLikeThis words = new MoreLikeThis(reader);
            words.setAnalyzer(analyzer);
            words.setFieldNames(new String[] {Fields.WORDS});
            words.setMinTermFreq(1);
            words.setMinDocFreq(2);
            words.setMaxDocFreq(Math.max(COMMON, reader.numDocs() / COMMON));
            words.setMaxQueryTerms(MOST_WORDS);
            words.setBoost(true);
            Query telling =
                    words.like(
                            Fields.WORDS,
                            new StringReader(title),
                            new StringReader(title),
                            new StringReader(summary));
            if (telling instanceof BooleanQuery query) {
                for (BooleanClause clause : query.clauses()) {
                    String key = key(clause.query());
                    shared.add(
                            named(WORD, written.getOrDefault(key, key), clause.query()),
                            Occur.SHOULD);
                }
            }
        }
    }

    private static String key(Query word) {
        return switch (word) {
            case BoostQuery boosted -> key(boosted.getQuery());
            case TermQuery term -> term.getTerm().text();
            default -> throw new IllegalStateException("not a word: " + word);
        };
    }

    /** Each key as the text first writes it. */
    private static Map<String, String> written(Analyzer analyzer, String text) throws IOException {
        Map<String, String> written = new HashMap<>();
        try (TokenStream tokens = analyzer.tokenStream(Fields.WORDS, text)) {
            CharTermAttribute key = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                written.putIfAbsent(
                        key.toString(), text.substring(offset.startOffset(), offset.endOffset()));
            }
            tokens.end();
        }
        return written;
    }

    private static Query named(char kind, String name, Query query) {
        return NamedMatches.wrapQuery(kind + name, query);
    }
}
