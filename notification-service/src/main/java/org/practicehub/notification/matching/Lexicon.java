package org.practicehub.notification.matching;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexableField;
import org.practicehub.criteria.Fields;
import org.practicehub.criteria.IndexedPractice;
import org.practicehub.criteria.TextLanguage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * The words that criteria ask for, as numbers, and which of them a practice has. A word of a query
 * is what {@link IndexedPractice} would write into an index for it, in the language of the
 * practice; so a practice is asked for its own few hundred words, however many are asked for.
 */
final class Lexicon {

    private static final int[] NONE = {};

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Word> words = new ArrayList<>();
    private final Map<TextLanguage, Terms> byLanguage = new EnumMap<>(TextLanguage.class);

    /**
     * @param form folded, as it stands in the criteria
     */
    private record Word(String form, int number) {}

    /** What the words are in one language. */
    private static final class Terms {
        private final Map<String, int[]> byTerm = new HashMap<>();
        private final BitSet unsure = new BitSet();
        private int known;
    }

    Lexicon() {
        for (TextLanguage language : TextLanguage.values()) {
            byLanguage.put(language, new Terms());
        }
    }

    /** Must not be called while practices are {@linkplain #mark marked}. */
    int number(String form, IntSupplier next) {
        return numbers.computeIfAbsent(
                form,
                fresh -> {
                    int number = next.getAsInt();
                    words.add(new Word(fresh, number));
                    return number;
                });
    }

    /**
     * Sets the numbers of the words that the practice has.
     *
     * @param unsure takes the numbers of those that are no single term in its language; they are
     *     set in {@code has} as well, and have to be looked at more closely
     */
    void mark(IndexedPractice practice, BitSet has, BitSet unsure) {
        Terms terms = byLanguage.get(practice.language());
        if (words.isEmpty() || terms == null) {
            return;
        }
        synchronized (terms) {
            learn(practice.language(), terms);
            for (String term : terms(practice)) {
                for (int number : terms.byTerm.getOrDefault(term, NONE)) {
                    has.set(number);
                }
            }
            has.or(terms.unsure);
            unsure.or(terms.unsure);
        }
    }

    private void learn(TextLanguage language, Terms terms) {
        for (; terms.known < words.size(); terms.known++) {
            Word word = words.get(terms.known);
            Set<String> found =
                    terms(
                            new IndexedPractice(
                                    "", Set.of(), language, List.of(word.form()), null, 0L));
            if (found.size() == 1) {
                int[] same = terms.byTerm.getOrDefault(found.iterator().next(), NONE);
                int[] more = Arrays.copyOf(same, same.length + 1);
                more[same.length] = word.number();
                terms.byTerm.put(found.iterator().next(), more);
            } else {
                terms.unsure.set(word.number());
            }
        }
    }

    private static Set<String> terms(IndexedPractice practice) {
        Document document = new Document();
        practice.addTo(document);
        Set<String> terms = new HashSet<>();
        for (IndexableField field : document.getFields(Fields.WORDS)) {
            try (TokenStream stream = field.tokenStream(null, null)) {
                CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
                stream.reset();
                while (stream.incrementToken()) {
                    terms.add(term.toString());
                }
                stream.end();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return terms;
    }
}
