package org.practicehub.gateway.pages;

import org.jspecify.annotations.Nullable;
import org.practicehub.gateway.hub.Views.Evidence;
import org.practicehub.gateway.hub.Views.Tag;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A field's text cut where evidence begins and ends, so that a reader sees which words speak for
 * which tag. Offsets are UTF-16 code units of the stored text.
 *
 * @param paragraphs separated by empty lines in the text
 */
record Passage(List<Paragraph> paragraphs) {

    /** Pieces that make up a paragraph. */
    record Paragraph(List<Piece> pieces) {}

    /**
     * @param tags positions, counted from one, of the tags that these words speak for; none for
     *     plain text
     */
    record Piece(String text, List<Integer> tags) {}

    private record Span(int start, int end, int tag) {}

    static Passage of(@Nullable String text, String field, List<Tag> tags) {
        if (text == null || text.isEmpty()) {
            return new Passage(List.of());
        }
        List<Span> spans = spans(text, field, tags);
        var paragraphs = new ArrayList<Paragraph>();
        int from = 0;
        while (from < text.length()) {
            int gap = text.indexOf("\n\n", from);
            int to = gap < 0 ? text.length() : gap;
            if (!text.substring(from, to).isBlank()) {
                paragraphs.add(new Paragraph(pieces(text, from, to, spans)));
            }
            from = gap < 0 ? text.length() : gap + 2;
        }
        return new Passage(paragraphs);
    }

    private static List<Span> spans(String text, String field, List<Tag> tags) {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < tags.size(); i++) {
            for (Evidence evidence : tags.get(i).evidence()) {
                // Evidence of another revision of the text would mark the wrong words.
                if (field.equals(evidence.field())
                        && evidence.start() >= 0
                        && evidence.start() < evidence.end()
                        && evidence.end() <= text.length()
                        && (evidence.text() == null
                                || text.startsWith(evidence.text(), evidence.start()))) {
                    spans.add(new Span(evidence.start(), evidence.end(), i + 1));
                }
            }
        }
        return spans;
    }

    private static List<Piece> pieces(String text, int from, int to, List<Span> spans) {
        var cuts = new TreeSet<Integer>(List.of(from, to));
        for (Span span : spans) {
            if (span.start() > from && span.start() < to) {
                cuts.add(span.start());
            }
            if (span.end() > from && span.end() < to) {
                cuts.add(span.end());
            }
        }
        var pieces = new ArrayList<Piece>();
        int start = from;
        for (int cut : cuts.tailSet(from, false)) {
            pieces.add(new Piece(text.substring(start, cut), speakingFor(start, cut, spans)));
            start = cut;
        }
        return pieces;
    }

    private static List<Integer> speakingFor(int start, int end, List<Span> spans) {
        return spans.stream()
                .filter(span -> span.start() <= start && span.end() >= end)
                .map(Span::tag)
                .distinct()
                .sorted()
                .toList();
    }
}
