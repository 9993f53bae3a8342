package org.practicehub.submission.imports;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.web.Problem;
import org.practicehub.submission.web.ProblemException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Comma-separated values with a header: the fields of the content, {@code period.from} and {@code
 * period.to}; what is a list is separated by semicolons. A country may be followed by its role
 * ({@code MA:participating}), an organisation by its role and country ({@code SDC|funder|CH}), a
 * resource's address by its title ({@code https://… Title}); a relation is {@code type practice}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvRecords implements Records {

    private static final List<String> LINES =
            List.of("externalId", "title", "summary", "kind", "language", "submitter", "source");
    private static final List<String> LISTS = List.of("topics", "goals");
    private static final Set<String> COLUMNS =
            Set.of(
                    "externalId",
                    "title",
                    "summary",
                    "kind",
                    "language",
                    "submitter",
                    "source",
                    "topics",
                    "goals",
                    "period.from",
                    "period.to",
                    "countries",
                    "organisations",
                    "resources",
                    "relations");

    private static final CsvMapper CSV =
            CsvMapper.builder(
                            CsvFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxStringLength(Lines.MAX_LINE_BYTES)
                                                    .build())
                                    .build())
                    .enable(CsvReadFeature.SKIP_EMPTY_LINES)
                    .enable(CsvReadFeature.TRIM_SPACES)
                    .build();

    private final MeasuredStream in;
    private final @Nullable MappingIterator<Map<String, String>> rows;
    private boolean broken;

    CsvRecords(MeasuredStream in) throws IOException {
        this.in = in;
        this.rows = rows(in);
    }

    /** Null when there is nothing at all. */
    private static @Nullable MappingIterator<Map<String, String>> rows(MeasuredStream in) {
        try {
            MappingIterator<Map<String, String>> rows =
                    CSV.readerForMapOf(String.class)
                            .with(CsvSchema.emptySchema().withHeader())
                            .readValues(in);
            if (!rows.hasNextValue()) {
                return null;
            }
            if (rows.parserSchema() instanceof CsvSchema header) {
                List<Problem> unknown =
                        header.getColumnNames().stream()
                                .filter(name -> !COLUMNS.contains(name))
                                .map(name -> new Problem("/" + name, "is not a column known here"))
                                .toList();
                if (!unknown.isEmpty()) {
                    throw ProblemException.invalid(unknown);
                }
            }
            return rows;
        } catch (JacksonException e) {
            throw ProblemException.invalid("", "has no header line that can be read");
        }
    }

    @Override
    public @Nullable Read next() {
        if (rows == null || broken) {
            return null;
        }
        try {
            if (!rows.hasNextValue()) {
                return null;
            }
            Map<String, String> row = rows.nextValue();
            return new Read(line(), json(row), null);
        } catch (JacksonException e) {
            // Where the next row begins, nobody can tell.
            broken = true;
            return new Read(
                    Math.max(1, e.getLocation() == null ? line() : e.getLocation().getLineNr()),
                    null,
                    "is not a row of this table; nothing behind it was read");
        }
    }

    private long line() {
        return rows == null ? 1 : Math.max(1, rows.currentLocation().getLineNr() - 1);
    }

    @Override
    public String digest() throws IOException {
        return in.digest();
    }

    private static ObjectNode json(Map<String, String> row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String name : LINES) {
            put(json, name, row.get(name));
        }
        for (String name : LISTS) {
            if (has(row, name)) {
                ArrayNode list = json.putArray(name);
                parts(row, name).forEach(list::add);
            }
        }
        if (has(row, "period.from") || has(row, "period.to")) {
            ObjectNode period = json.putObject("period");
            put(period, "from", row.get("period.from"));
            put(period, "to", row.get("period.to"));
        }
        objects(json, row, "countries", ":", "code", "role");
        objects(json, row, "organisations", "|", "name", "role", "country");
        objects(json, row, "resources", " ", "url", "title");
        objects(json, row, "relations", " ", "type", "practice");
        json.path("resources")
                .forEach(
                        resource -> {
                            if (!resource.has("title") && resource instanceof ObjectNode object) {
                                object.put("title", resource.path("url").stringValue(""));
                            }
                        });
        return json;
    }

    private static void objects(
            ObjectNode json,
            Map<String, String> row,
            String name,
            String separator,
            String... fields) {
        if (!has(row, name)) {
            return;
        }
        ArrayNode list = json.putArray(name);
        for (String part : parts(row, name)) {
            ObjectNode object = list.addObject();
            String rest = part;
            for (int i = 0; i < fields.length; i++) {
                int end = i == fields.length - 1 ? -1 : rest.indexOf(separator);
                put(object, fields[i], (end < 0 ? rest : rest.substring(0, end)).strip());
                rest = end < 0 ? "" : rest.substring(end + separator.length());
            }
        }
    }

    private static boolean has(Map<String, String> row, String name) {
        String value = row.get(name);
        return value != null && !value.isBlank();
    }

    private static List<String> parts(Map<String, String> row, String name) {
        return Arrays.stream(row.getOrDefault(name, "").split(";", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            json.put(name, value);
        }
    }
}
