package org.practicehub.catalogue.index;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.search.spell.SuggestWord;
import org.practicehub.criteria.Fields;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Words of the catalogue that are written nearly like another word and stand in more practices: at
 * most two letters differ, and not the first.
 */
final class Spelling {

    /** Too short to tell a slip from another word. */
    private static final int SHORTEST = 4;

    /**
     * @param form folded, as {@link org.practicehub.criteria.Analysis} reads it
     * @return folded words, the most alike first, of those the most frequent
     */
    static List<String> near(IndexReader reader, String form, int most) throws IOException {
        DirectSpellChecker checker = new DirectSpellChecker();
        checker.setMinQueryLength(SHORTEST);
        checker.setLowerCaseTerms(false);
        return Arrays.stream(
                        checker.suggestSimilar(
                                new Term(Fields.FORMS, form),
                                most,
                                reader,
                                SuggestMode.SUGGEST_MORE_POPULAR))
                .map((SuggestWord word) -> word.string)
                .toList();
    }

    private Spelling() {}
}
