package org.practicehub.catalogue.index;

import org.practicehub.criteria.IndexedPractice;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Tag;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a list shows of a practice, as the JSON that is sent. Written once, when the practice is
 * indexed, and copied into every answer.
 */
public final class Card {

    private static final int SUMMARY = 300;
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * A JSON object, complete but for the address: what follows the last property, {@code
     * ,"url":"…"}}, is added when it is sent.
     */
    public static byte[] of(PracticePublished practice, IndexedPractice indexed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(768);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("id", practice.practiceId());
            json.writeStringProperty("title", practice.content().title());
            json.writeStringProperty("summary", shortened(practice.content().summary(), SUMMARY));
            json.writeStringProperty("kind", practice.content().kind().wire());
            json.writeStringProperty("language", practice.content().language());
            strings(json, "topics", practice.content().topics());
            strings(json, "countries", countries(indexed));
            strings(json, "tags", tags(practice));
            json.writeNumberProperty("revision", practice.revision());
            json.writeStringProperty("publishedAt", time(practice.firstPublishedAt()));
            json.writeStringProperty("revisedAt", time(practice.revisedAt()));
            json.writeEndObject();
        }
        byte[] object = bytes.toByteArray();
        return java.util.Arrays.copyOf(object, object.length - 1);
    }

    /** Cut at a word's end where there is one, an ellipsis in place of the rest. */
    public static String shortened(String text, int length) {
        String line = oneLine(text.strip(), length);
        if (line.length() <= length) {
            return line;
        }
        int end = length - 1;
        int space = line.lastIndexOf(' ', end);
        if (space > length * 2 / 3) {
            end = space;
        } else if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end).stripTrailing() + "…";
    }

    /** With single spaces between words, read no further than it takes to know it is too long. */
    private static String oneLine(String text, int length) {
        StringBuilder line = new StringBuilder(length + 2);
        boolean space = false;
        for (int i = 0; i < text.length() && line.length() <= length; i++) {
            char c = text.charAt(i);
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                space = true;
            } else {
                if (space) {
                    line.append(' ');
                    space = false;
                }
                line.append(c);
            }
        }
        return line.toString();
    }

    private static Set<String> countries(IndexedPractice indexed) {
        Set<String> countries = new LinkedHashSet<>();
        for (String term : indexed.terms()) {
            if (term.startsWith("country:") && term.indexOf('@') < 0) {
                countries.add(term.substring("country:".length()));
            }
        }
        return countries;
    }

    private static Set<String> tags(PracticePublished practice) {
        Set<String> tags = new LinkedHashSet<>();
        for (Tag tag : practice.tags()) {
            tags.add(tag.term());
        }
        return tags;
    }

    /** Milliseconds, as MongoDB and the index keep them. */
    private static String time(Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString();
    }

    private static void strings(JsonGenerator json, String name, Collection<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private Card() {}
}
