package org.practicehub.catalogue.practice;

import org.practicehub.events.Content;
import org.practicehub.events.PracticePublished;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/** A practice as reference managers read it. Its authors are the organisations that stand in it. */
final class Citations {

    private static final Pattern BIBTEX_SPECIAL = Pattern.compile("([\\\\{}%&$#_~^])");
    private static final JsonMapper JSON = JsonMapper.shared();

    static String bibtex(PracticePublished practice, String url) {
        StringBuilder entry = new StringBuilder("@misc{").append(practice.practiceId());
        field(entry, "title", "{" + escaped(practice.content().title()) + "}");
        List<String> authors = authors(practice);
        if (!authors.isEmpty()) {
            field(
                    entry,
                    "author",
                    String.join(
                            " and ",
                            authors.stream().map(name -> "{" + escaped(name) + "}").toList()));
        }
        LocalDate date = published(practice);
        field(entry, "year", String.valueOf(date.getYear()));
        field(entry, "month", String.valueOf(date.getMonthValue()));
        field(entry, "publisher", "Practice Hub");
        field(entry, "language", escaped(practice.content().language()));
        // Verbatim in biblatex; only braces could end it early.
        field(entry, "url", url.replace("{", "%7B").replace("}", "%7D"));
        field(entry, "note", "Revision " + practice.revision());
        return entry.append("\n}\n").toString();
    }

    static String ris(PracticePublished practice, String url) {
        StringBuilder record = new StringBuilder();
        line(record, "TY", "ELEC");
        line(record, "ID", practice.practiceId());
        line(record, "TI", practice.content().title());
        authors(practice).forEach(author -> line(record, "AU", author));
        LocalDate date = published(practice);
        line(record, "PY", String.valueOf(date.getYear()));
        line(
                record,
                "DA",
                "%04d/%02d/%02d"
                        .formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth()));
        line(record, "AB", practice.content().summary());
        line(record, "LA", practice.content().language());
        line(record, "PB", "Practice Hub");
        practice.tags().stream()
                .map(org.practicehub.events.Tag::term)
                .distinct()
                .forEach(term -> line(record, "KW", term));
        line(record, "UR", url);
        return record.append("ER  - \r\n").toString();
    }

    static byte[] csl(PracticePublished practice, String url) {
        ObjectNode item = JSON.createObjectNode();
        item.put("id", practice.practiceId());
        item.put("type", "webpage");
        item.put("title", practice.content().title());
        ArrayNode authors = item.putArray("author");
        authors(practice).forEach(author -> authors.addObject().put("literal", author));
        item.put("publisher", "Practice Hub");
        item.put("language", practice.content().language());
        item.put("abstract", practice.content().summary());
        LocalDate date = published(practice);
        item.putObject("issued")
                .putArray("date-parts")
                .addArray()
                .add(date.getYear())
                .add(date.getMonthValue())
                .add(date.getDayOfMonth());
        item.put("URL", url);
        item.put("version", String.valueOf(practice.revision()));
        return JSON.writeValueAsBytes(JSON.createArrayNode().add(item));
    }

    static List<String> authors(PracticePublished practice) {
        return practice.content().organisations().stream()
                .map(Content.Organisation::name)
                .distinct()
                .toList();
    }

    private static LocalDate published(PracticePublished practice) {
        return practice.firstPublishedAt().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static void field(StringBuilder entry, String name, String value) {
        entry.append(",\n  ").append(name).append(" = {").append(value).append('}');
    }

    private static String escaped(String text) {
        return BIBTEX_SPECIAL
                .matcher(oneLine(text))
                .replaceAll(
                        match ->
                                switch (match.group()) {
                                    case "\\" -> "\\\\textbackslash{}";
                                    case "~" -> "\\\\textasciitilde{}";
                                    case "^" -> "\\\\textasciicircum{}";
                                    case "$" -> "\\\\\\$";
                                    default -> "\\\\" + match.group();
                                });
    }

    private static void line(StringBuilder record, String tag, String value) {
        record.append(tag).append("  - ").append(oneLine(value)).append("\r\n");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private Citations() {}
}
