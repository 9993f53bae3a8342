package org.practicehub.catalogue.search;

import org.practicehub.criteria.Highlights;
import org.practicehub.criteria.Highlights.Span;
import org.practicehub.criteria.TextLanguage;
import org.practicehub.criteria.Words;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the words of a search stand in a practice: spans of the title, and an excerpt of the
 * summary with spans of its own. Plain text and offsets (UTF-16), never markup: who shows it
 * escapes it.
 */
final class Marks {

    private static final int EXCERPT = 240;
    private static final int BEFORE = 60;
    private static final JsonFactory JSON = new JsonFactory();

    /** {@code {"title":[[0,6]],"summary":"…","summaryMarks":[[12,18]]}}. */
    static byte[] of(Words words, String languageTag, String title, String summary) {
        TextLanguage language = TextLanguage.of(languageTag);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeName("title");
            write(json, Highlights.of(words, title, language));
            List<Span> spans = Highlights.of(words, summary, language);
            Excerpt excerpt = excerpt(summary, spans);
            json.writeStringProperty("summary", excerpt.text());
            json.writeName("summaryMarks");
            write(json, excerpt.spans());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private record Excerpt(String text, List<Span> spans) {}

    /** The part of the text around its first mark, cut between words. */
    private static Excerpt excerpt(String text, List<Span> spans) {
        int first = spans.isEmpty() ? 0 : spans.getFirst().start();
        int start = first <= BEFORE ? 0 : wordStart(text, first - BEFORE, first);
        int end =
                text.length() - start <= EXCERPT
                        ? text.length()
                        : wordEnd(text, start + EXCERPT, Math.max(start, lastEnd(spans, start)));
        String before = start == 0 ? "" : "…";
        String shown = text.substring(start, end).replaceAll("\\s", " ");
        List<Span> marks = new ArrayList<>();
        for (Span span : spans) {
            if (span.start() >= start && span.end() <= end) {
                marks.add(
                        new Span(
                                span.start() - start + before.length(),
                                span.end() - start + before.length()));
            }
        }
        return new Excerpt(before + shown + (end == text.length() ? "" : "…"), marks);
    }

    private static int lastEnd(List<Span> spans, int start) {
        return spans.isEmpty() ? start : spans.getFirst().end();
    }

    private static int wordStart(String text, int from, int before) {
        int space = text.indexOf(' ', from);
        return space < 0 || space >= before ? whole(text, from) : space + 1;
    }

    private static int wordEnd(String text, int at, int least) {
        int space = text.lastIndexOf(' ', at);
        return space <= least ? whole(text, Math.max(at, least)) : space;
    }

    /** Never between the halves of a character. */
    private static int whole(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at))
                ? at + 1
                : at;
    }

    private static void write(JsonGenerator json, List<Span> spans) {
        json.writeStartArray();
        for (Span span : spans) {
            json.writeStartArray();
            json.writeNumber(span.start());
            json.writeNumber(span.end());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private Marks() {}
}
