package org.practicehub.catalogue.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes XML 1.0: everything is escaped, and signs that XML cannot hold become U+FFFD. */
public final class Xml {

    private final StringBuilder text =
            new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * @param attributes names and values in turn
     */
    public Xml open(String element, String... attributes) {
        start(element, attributes);
        text.append('>');
        open.push(element);
        return this;
    }

    public Xml close() {
        text.append("</").append(open.pop()).append(">\n");
        return this;
    }

    public Xml text(String content) {
        escape(content);
        return this;
    }

    /** An element with text in it. */
    public Xml element(String element, String content, String... attributes) {
        start(element, attributes);
        text.append('>');
        escape(content);
        text.append("</").append(element).append(">\n");
        return this;
    }

    /** An element with nothing in it. */
    public Xml empty(String element, String... attributes) {
        start(element, attributes);
        text.append("/>\n");
        return this;
    }

    public byte[] bytes() {
        while (!open.isEmpty()) {
            close();
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void start(String element, String... attributes) {
        text.append('<').append(element);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            text.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            text.append('"');
        }
    }

    private void escape(String content) {
        content.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '<' -> text.append("&lt;");
                                case '>' -> text.append("&gt;");
                                case '&' -> text.append("&amp;");
                                case '"' -> text.append("&quot;");
                                default -> text.appendCodePoint(isXml(c) ? c : 0xFFFD);
                            }
                        });
    }

    private static boolean isXml(int c) {
        return c == 0x9
                || c == 0xA
                || c == 0xD
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
