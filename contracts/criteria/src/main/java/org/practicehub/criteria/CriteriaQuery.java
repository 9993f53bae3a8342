package org.practicehub.criteria;

import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

import java.util.ArrayList;
import java.util.List;

/** Criteria as a query over the fields of {@link IndexedPractice}. */
public final class CriteriaQuery {

    /** How much more a word counts in the title. */
    private static final float TITLE_BOOST = 3f;

    /** Above so many terms one walk over a set is cheaper than a disjunction. */
    private static final int SMALL_GROUP = 16;

    /** Finds what meets the criteria; only required words score. */
    public static Query of(Criteria criteria) {
        return builder(criteria, criteria.parsedWords()).build();
    }

    /** Finds the same as {@link #of}, and ranks higher what has the words in its title. */
    public static Query ranked(Criteria criteria) {
        Words words = criteria.parsedWords();
        BooleanQuery.Builder query = builder(criteria, words);
        for (Words.Part part : words.required()) {
            if (!(part instanceof Words.Part.Prefix)) {
                Query inTitle = query(new Keys(), part, Fields.TITLE);
                query.add(new BoostQuery(inTitle, TITLE_BOOST), Occur.SHOULD);
            }
        }
        return query.build();
    }

    private static BooleanQuery.Builder builder(Criteria criteria, Words words) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (Term term : criteria.all()) {
            query.add(query(term), Occur.FILTER);
        }
        for (List<Term> group : criteria.any()) {
            query.add(query(group), Occur.FILTER);
        }
        if (criteria.period() != null) {
            DateRange period = criteria.period();
            if (period.from() != null) {
                query.add(
                        IntField.newRangeQuery(
                                Fields.PERIOD_TO, period.firstDay(), Integer.MAX_VALUE),
                        Occur.FILTER);
            }
            if (period.to() != null) {
                query.add(
                        IntField.newRangeQuery(
                                Fields.PERIOD_FROM, Integer.MIN_VALUE, period.lastDay()),
                        Occur.FILTER);
            }
        }
        if (criteria.published() != null) {
            query.add(
                    LongField.newRangeQuery(
                            Fields.PUBLISHED,
                            criteria.published().firstMillisecond(),
                            criteria.published().lastMillisecond()),
                    Occur.FILTER);
        }
        Keys keys = new Keys();
        for (Words.Part part : words.required()) {
            query.add(query(keys, part, Fields.WORDS), Occur.MUST);
        }
        if (query.build().clauses().isEmpty()) {
            query.add(new MatchAllDocsQuery(), Occur.FILTER);
        }
        if (!criteria.not().isEmpty()) {
            query.add(query(criteria.not()), Occur.MUST_NOT);
        }
        for (Words.Part part : words.excluded()) {
            query.add(query(keys, part, Fields.WORDS), Occur.MUST_NOT);
        }
        return query;
    }

    private static Query query(Term term) {
        return new TermQuery(new org.apache.lucene.index.Term(Fields.TERM, term.toString()));
    }

    private static Query query(List<Term> group) {
        if (group.size() > SMALL_GROUP) {
            return new TermInSetQuery(
                    Fields.TERM,
                    group.stream().map(term -> new BytesRef(term.toString())).toList());
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        group.forEach(term -> any.add(query(term), Occur.SHOULD));
        return any.build();
    }

    private static Query query(Keys keys, Words.Part part, String field) {
        return switch (part) {
            case Words.Part.Word word -> {
                SynonymQuery.Builder any = new SynonymQuery.Builder(field);
                for (org.apache.lucene.index.Term term : keys.of(word.form(), field)) {
                    any.addTerm(term);
                }
                yield any.build();
            }
            case Words.Part.Phrase phrase -> {
                MultiPhraseQuery.Builder sequence = new MultiPhraseQuery.Builder();
                phrase.forms().forEach(form -> sequence.add(keys.of(form, field)));
                yield sequence.build();
            }
            case Words.Part.Prefix prefix ->
                    new PrefixQuery(new org.apache.lucene.index.Term(Fields.FORMS, prefix.form()));
        };
    }

    /**
     * What a word of a query may be indexed under, whatever the language of the practice: each only
     * once, for Lucene reads and scores what it is given twice twice.
     */
    private static final class Keys {

        private final List<TextLanguage.Keys> languages = new ArrayList<>();

        Keys() {
            for (TextLanguage language : TextLanguage.values()) {
                languages.add(language.keys());
            }
        }

        org.apache.lucene.index.Term[] of(String form, String field) {
            return languages.stream()
                    .map(keys -> keys.of(form))
                    .distinct()
                    .map(key -> new org.apache.lucene.index.Term(field, key))
                    .toArray(org.apache.lucene.index.Term[]::new);
        }
    }

    private CriteriaQuery() {}
}
