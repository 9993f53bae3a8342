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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of one practice as its language compares them: the very terms that {@link
 * IndexedPractice} writes into an index, as a set.
 */
final class Vocabulary {

    /** What a word of a query is in a language; asked for each word of each practice's language. */
    private static final class Terms {
        private final Map<String, String> byForm = new ConcurrentHashMap<>();
    }

    /** Terms of query words seen so far. Bounded: emptied when a hundred thousand were seen. */
    static final class Memory {
        private static final int MOST = 100_000;
        private final Map<TextLanguage, Terms> byLanguage = new ConcurrentHashMap<>();

        String term(TextLanguage language, String form) {
            Map<String, String> terms =
                    byLanguage.computeIfAbsent(language, _ -> new Terms()).byForm;
            if (terms.size() > MOST) {
                terms.clear();
            }
            return terms.computeIfAbsent(form, word -> onlyTerm(language, word));
        }

        private static String onlyTerm(TextLanguage language, String form) {
            Set<String> terms =
                    terms(new IndexedPractice("", Set.of(), language, List.of(form), null, 0L));
            return terms.size() == 1 ? terms.iterator().next() : "";
        }
    }

    private final TextLanguage language;
    private final Set<String> words;
    private final Memory memory;

    private Vocabulary(TextLanguage language, Set<String> words, Memory memory) {
        this.language = language;
        this.words = words;
        this.memory = memory;
    }

    static Vocabulary of(IndexedPractice practice, Memory memory) {
        return new Vocabulary(practice.language(), terms(practice), memory);
    }

    /** Never false when the practice has the word; what is true is verified by the reference. */
    boolean has(String form) {
        String term = memory.term(language, form);
        return term.isEmpty() || words.contains(term);
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
