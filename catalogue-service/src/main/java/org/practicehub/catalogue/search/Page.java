package org.practicehub.catalogue.search;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.index.Facet;
import org.practicehub.catalogue.index.Inquiry.Count;
import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.index.Inquiry.Hit;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.web.Links;

import tools.jackson.core.io.JsonStringEncoder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A page of a list as JSON. The cards are copied as the index keeps them: no practice is read or
 * written as an object on this path.
 */
final class Page {

    static ByteArrayOutputStream write(
            Found found, @Nullable Order order, Links links, Map<String, byte[]> marks) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(1024 * (found.hits().size() + 8));
        StringBuilder text = new StringBuilder(8 * 1024).append("{\"items\":[");
        String separator = "";
        for (Hit hit : found.hits()) {
            put(json, text.append(separator));
            json.writeBytes(hit.card());
            text.append(",\"url\":\"").append(escaped(links.page(hit.id()))).append('"');
            byte[] mark = marks.get(hit.id());
            if (mark != null) {
                put(json, text.append(",\"highlights\":"));
                json.writeBytes(mark);
            }
            separator = "},";
        }
        text.append(found.hits().isEmpty() ? "" : "}").append("],\"total\":").append(found.total());
        facets(text.append(",\"facets\":{"), found.facets());
        text.append("},\"next\":");
        if (found.next() == null) {
            text.append("null");
        } else {
            text.append('"').append(Cursor.write(order, found.next())).append('"');
        }
        put(json, text.append('}'));
        return json;
    }

    private static void facets(StringBuilder text, Map<Facet, List<Count>> facets) {
        String between = "\"";
        for (Map.Entry<Facet, List<Count>> facet : facets.entrySet()) {
            text.append(between).append(facet.getKey().wire()).append("\":[");
            String separator = "{\"value\":\"";
            for (Count count : facet.getValue()) {
                text.append(separator)
                        .append(escaped(count.value()))
                        .append("\",\"count\":")
                        .append(count.count())
                        .append('}');
                separator = ",{\"value\":\"";
            }
            text.append(']');
            between = ",\"";
        }
    }

    private static String escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                StringBuilder quoted = new StringBuilder(text.length() + 8);
                JsonStringEncoder.getInstance().quoteAsString(text, quoted);
                return quoted.toString();
            }
        }
        return text;
    }

    /** What was written as text so far, to stand before bytes that are copied. */
    private static void put(ByteArrayOutputStream json, StringBuilder text) {
        json.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    private Page() {}
}
