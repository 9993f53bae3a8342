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

    static byte[] write(
            Found found, @Nullable Order order, Links links, Map<String, byte[]> marks) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(1024 * (found.hits().size() + 2));
        text(json, "{\"items\":[");
        String separator = "";
        for (Hit hit : found.hits()) {
            text(json, separator);
            json.writeBytes(hit.card());
            text(json, ",\"url\":\"");
            text(json, escaped(links.page(hit.id())));
            byte[] mark = marks.get(hit.id());
            if (mark == null) {
                text(json, "\"}");
            } else {
                text(json, "\",\"highlights\":");
                json.writeBytes(mark);
                text(json, "}");
            }
            separator = ",";
        }
        text(json, "],\"total\":");
        text(json, Long.toString(found.total()));
        text(json, ",\"facets\":{");
        facets(json, found.facets());
        text(json, "},\"next\":");
        text(json, found.next() == null ? "null" : '"' + Cursor.write(order, found.next()) + '"');
        text(json, "}");
        return json.toByteArray();
    }

    private static void facets(ByteArrayOutputStream json, Map<Facet, List<Count>> facets) {
        String between = "";
        for (Map.Entry<Facet, List<Count>> facet : facets.entrySet()) {
            text(json, between + '"' + facet.getKey().wire() + "\":[");
            String separator = "{\"value\":\"";
            for (Count count : facet.getValue()) {
                text(json, separator);
                text(json, escaped(count.value()));
                text(json, "\",\"count\":");
                text(json, Integer.toString(count.count()));
                text(json, "}");
                separator = ",{\"value\":\"";
            }
            text(json, "]");
            between = ",";
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

    private static void text(ByteArrayOutputStream json, String text) {
        json.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private Page() {}
}
