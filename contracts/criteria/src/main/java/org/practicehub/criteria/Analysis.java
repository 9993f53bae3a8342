package org.practicehub.criteria;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How text becomes words: cut at the word boundaries of Unicode (UAX #29, as Lucene's {@link
 * StandardTokenizer} does) and folded by {@link Folding}. No word is left out of a text.
 */
public final class Analysis {

    private static final int MAX_NAME = 200;

    /**
     * A word of a text.
     *
     * @param form folded
     * @param start offset of its first UTF-16 code unit in the text
     * @param end offset behind its last UTF-16 code unit
     */
    public record Token(String form, int start, int end) {}

    /** The words of a text, in order. */
    public static List<Token> tokens(String text) {
        return new Reader().tokens(text);
    }

    /**
     * A name as it is compared: its folded words with single spaces between, at most 200 UTF-16
     * code units. Empty when there is no word in it.
     */
    public static String name(String name) {
        String words = tokens(name).stream().map(Token::form).collect(Collectors.joining(" "));
        if (words.length() <= MAX_NAME) {
            return words;
        }
        int end = Character.isHighSurrogate(words.charAt(MAX_NAME - 1)) ? MAX_NAME - 1 : MAX_NAME;
        return words.substring(0, end).strip();
    }

    /** The same analysis for Lucene's own tools, for instance its highlighters. */
    public static Analyzer analyzer(TextLanguage language) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer tokenizer = new StandardTokenizer();
                return new TokenStreamComponents(
                        tokenizer,
                        new TextLanguage.KeyFilter(new FoldingFilter(tokenizer), language));
            }
        };
    }

    /** Reads one text after the other, which is cheaper than a new one for each; for one thread. */
    static final class Reader {

        private final StandardTokenizer tokenizer = new StandardTokenizer();
        private final TokenStream stream = new FoldingFilter(tokenizer);
        private final CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
        private final OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);

        List<Token> tokens(String text) {
            List<Token> tokens = new ArrayList<>(text.length() / 6 + 1);
            tokenizer.setReader(new StringReader(text));
            try (stream) {
                stream.reset();
                while (stream.incrementToken()) {
                    tokens.add(
                            new Token(term.toString(), offset.startOffset(), offset.endOffset()));
                }
                stream.end();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return tokens;
        }

        List<String> forms(String text) {
            return tokens(text).stream().map(Token::form).toList();
        }
    }

    private Analysis() {}
}
