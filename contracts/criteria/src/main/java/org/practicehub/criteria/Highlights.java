package org.practicehub.criteria;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Where a text holds what {@link Words} looked for, by the same rules that found it. */
public final class Highlights {

    /**
     * @param start offset of the first UTF-16 code unit
     * @param end offset behind the last UTF-16 code unit
     */
    public record Span(int start, int end) {}

    /** In order, not overlapping; a phrase is one span. Excluded parts are not looked for. */
    public static List<Span> of(Words words, String text, TextLanguage language) {
        if (words.required().isEmpty()) {
            return List.of();
        }
        List<Analysis.Token> tokens = Analysis.tokens(text);
        TextLanguage.Keys keys = language.keys();
        List<String> keyed = tokens.stream().map(token -> keys.of(token.form())).toList();
        List<Span> found = new ArrayList<>();
        for (Words.Part part : words.required()) {
            switch (part) {
                case Words.Part.Word word ->
                        add(List.of(keys.of(word.form())), keyed, tokens, found);
                case Words.Part.Phrase phrase ->
                        add(phrase.forms().stream().map(keys::of).toList(), keyed, tokens, found);
                case Words.Part.Prefix prefix ->
                        tokens.stream()
                                .filter(token -> token.form().startsWith(prefix.form()))
                                .forEach(token -> found.add(new Span(token.start(), token.end())));
            }
        }
        return merged(found);
    }

    private static void add(
            List<String> wanted, List<String> keys, List<Analysis.Token> tokens, List<Span> found) {
        for (int from = 0; from + wanted.size() <= keys.size(); ) {
            int at = Collections.indexOfSubList(keys.subList(from, keys.size()), wanted);
            if (at < 0) {
                return;
            }
            int first = from + at;
            int last = first + wanted.size() - 1;
            found.add(new Span(tokens.get(first).start(), tokens.get(last).end()));
            from = first + 1;
        }
    }

    private static List<Span> merged(List<Span> spans) {
        List<Span> merged = new ArrayList<>();
        spans.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
        for (Span span : spans) {
            if (!merged.isEmpty() && span.start() < merged.getLast().end()) {
                Span last = merged.removeLast();
                merged.add(new Span(last.start(), Math.max(last.end(), span.end())));
            } else {
                merged.add(span);
            }
        }
        return List.copyOf(merged);
    }

    private Highlights() {}
}
