package org.practicehub.criteria;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A query for words, as readers type it: {@code labour "skills partnership" migra* -detention}.
 *
 * <p>A practice's texts are its title, its summary and the name of each organisation. A word of the
 * query is found at a word of a text when the two are the same after folding (case, diacritics,
 * compatibility forms), or, in a practice written in English, French, Spanish or Arabic, when they
 * have the same stem in that language. {@code migra*} is found at folded words that begin so.
 * {@code "skills partnership"} is found where its words are found one after another in one text; so
 * is a chain such as {@code non-refoulement}. A query is met when all of its parts are found, in
 * whichever texts, and none that follows a minus. Loose function words ({@code the}, {@code de},
 * {@code في}) ask for nothing, unless there is nothing else.
 *
 * <p>Nothing a reader types is an error: quotation marks of any kind open and close phrases, a
 * missing one closes at the end, a star after fewer than two characters, inside a phrase or after a
 * chain with a minus is dropped, signs without a word are dropped, and what follows the {@value
 * #MAX_WORDS}th word is ignored.
 *
 * @param required what must be found
 * @param excluded what must not be found
 */
public record Words(List<Part> required, List<Part> excluded) {

    /** Words of a query that are read; more are ignored. */
    public static final int MAX_WORDS = 32;

    public static final Words NONE = new Words(List.of(), List.of());

    private static final String QUOTES = "\"“”„‟«»";
    private static final Set<String> FUNCTION_WORDS = functionWords();

    /** What is looked for; forms are folded. */
    public sealed interface Part {

        record Word(String form) implements Part {}

        /** At least two words, one after another. */
        record Phrase(List<String> forms) implements Part {
            public Phrase {
                forms = List.copyOf(forms);
            }
        }

        /** At least two characters. */
        record Prefix(String form) implements Part {}
    }

    public Words {
        required = List.copyOf(required);
        excluded = List.copyOf(excluded);
    }

    public boolean isEmpty() {
        return required.isEmpty() && excluded.isEmpty();
    }

    /** Never throws. */
    public static Words parse(String query) {
        return new Reader(query).read();
    }

    private static Set<String> functionWords() {
        Set<String> words = new HashSet<>();
        for (String line : Resources.lines("function-words.txt")) {
            words.addAll(List.of(line.split(" ", -1)));
        }
        return Set.copyOf(words);
    }

    private static final class Reader {

        private final Analysis.Reader analysis = new Analysis.Reader();

        private final String query;
        private final List<Part> required = new ArrayList<>();
        private final List<Part> excluded = new ArrayList<>();
        private final List<Part> ignored = new ArrayList<>();
        private int words;
        private int at;

        Reader(String query) {
            this.query = query;
        }

        Words read() {
            while (at < query.length()) {
                char c = query.charAt(at);
                if (isSpace(c)) {
                    at++;
                } else {
                    boolean minus = c == '-';
                    if (minus) {
                        at++;
                    }
                    if (at < query.length() && isQuote(query.charAt(at))) {
                        at++;
                        phrase(upTo(true), minus);
                        at++;
                    } else {
                        chain(upTo(false), minus);
                    }
                }
            }
            return new Words(
                    distinct(required.isEmpty() && excluded.isEmpty() ? ignored : required),
                    distinct(excluded));
        }

        private String upTo(boolean closingQuote) {
            int start = at;
            while (at < query.length()
                    && !isQuote(query.charAt(at))
                    && (closingQuote || !isSpace(query.charAt(at)))) {
                at++;
            }
            return query.substring(start, at);
        }

        private void phrase(String text, boolean minus) {
            List<String> forms = forms(text);
            if (!forms.isEmpty()) {
                add(sequence(forms), minus);
            }
        }

        private void chain(String text, boolean minus) {
            List<String> forms = forms(text);
            if (forms.isEmpty()) {
                return;
            }
            String last = forms.getLast();
            boolean prefix = text.endsWith("*") && last.codePointCount(0, last.length()) >= 2;
            if (prefix && forms.size() == 1) {
                add(new Part.Prefix(last), minus);
            } else if (prefix && !minus) {
                add(sequence(forms.subList(0, forms.size() - 1)), false);
                add(new Part.Prefix(last), false);
            } else if (forms.size() == 1 && !minus && FUNCTION_WORDS.contains(last)) {
                ignored.add(new Part.Word(last));
            } else {
                add(sequence(forms), minus);
            }
        }

        private List<String> forms(String text) {
            List<String> forms = analysis.forms(text).stream().limit(MAX_WORDS - words).toList();
            words += forms.size();
            return forms;
        }

        private void add(Part part, boolean minus) {
            (minus ? excluded : required).add(part);
        }

        private static Part sequence(List<String> forms) {
            return forms.size() == 1 ? new Part.Word(forms.getFirst()) : new Part.Phrase(forms);
        }

        private static List<Part> distinct(List<Part> parts) {
            return parts.stream().distinct().toList();
        }

        private static boolean isQuote(char c) {
            return QUOTES.indexOf(c) >= 0;
        }

        private static boolean isSpace(char c) {
            return Character.isWhitespace(c) || Character.isSpaceChar(c);
        }
    }
}
