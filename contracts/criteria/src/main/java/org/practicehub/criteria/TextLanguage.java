package org.practicehub.criteria;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.es.SpanishPluralStemFilter;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A language whose word endings are known; every other one is {@link #OTHER}. */
public enum TextLanguage {
    ENGLISH("en"),
    FRENCH("fr"),
    SPANISH("es"),
    ARABIC("ar"),
    /** Words of any other language stand for themselves. */
    OTHER("");

    private final String code;

    TextLanguage(String code) {
        this.code = code;
    }

    /**
     * @param tag BCP 47; anything else is {@link #OTHER}
     */
    public static TextLanguage of(String tag) {
        return switch (Locale.forLanguageTag(tag).getLanguage()) {
            case "en" -> ENGLISH;
            case "fr" -> FRENCH;
            case "es" -> SPANISH;
            case "ar" -> ARABIC;
            default -> OTHER;
        };
    }

    /** Makes keys of folded words in this language; for one thread. */
    Keys keys() {
        return new Keys(this);
    }

    /**
     * What a folded word is indexed under: {@code en|migrat} for a language with word endings, the
     * word itself for others. No folded word holds a bar, so that keys of two languages never meet.
     */
    static final class Keys {

        private final TextLanguage language;
        private final OneToken source = new OneToken();
        private final TokenStream stemmed;
        private final CharTermAttribute stem;

        private Keys(TextLanguage language) {
            this.language = language;
            stemmed =
                    switch (language) {
                        case ENGLISH -> new PorterStemFilter(source);
                        case FRENCH -> new FrenchLightStemFilter(source);
                        // the light stemmer alone tells niño from niños
                        case SPANISH ->
                                new SpanishLightStemFilter(new SpanishPluralStemFilter(source));
                        case ARABIC -> new ArabicStemFilter(source);
                        case OTHER -> source;
                    };
            stem = stemmed.getAttribute(CharTermAttribute.class);
        }

        String of(String form) {
            if (language == OTHER) {
                return form;
            }
            source.next = language == ENGLISH ? EnglishSpelling.of(form) : form;
            try {
                stemmed.incrementToken();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return language.code + "|" + stem;
        }

        /** A stream of the one word that was set last. */
        private static final class OneToken extends TokenStream {

            private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
            private String next = "";

            @Override
            public boolean incrementToken() {
                term.setEmpty().append(next);
                return true;
            }
        }
    }

    /** Replaces folded words by their keys, as {@link IndexedPractice} indexes them. */
    static final class KeyFilter extends TokenFilter {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final Keys keys;

        KeyFilter(TokenStream input, TextLanguage language) {
            super(input);
            keys = language.keys();
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            String key = keys.of(term.toString());
            term.setEmpty().append(key);
            return true;
        }
    }
}
