package org.practicehub.catalogue.exports;

import org.practicehub.catalogue.practice.JsonLd;
import org.practicehub.catalogue.web.Links;
import org.practicehub.events.PracticePublished;

import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files that searches are exported as. */
final class Tables {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).build();

    /** The longest text a cell of a workbook may hold. */
    private static final int LONGEST_CELL = 32_767;

    /** RFC 4180, UTF-8. */
    static Table csv(OutputStream out, Links links) throws IOException {
        csvLine(out, Row.COLUMNS);
        return new Table() {
            @Override
            public void add(PracticePublished practice) throws IOException {
                csvLine(out, Row.of(practice, links.page(practice.practiceId())));
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        };
    }

    private static void csvLine(OutputStream out, List<String> values) throws IOException {
        StringBuilder line = new StringBuilder(512);
        for (String value : values) {
            if (!line.isEmpty()) {
                line.append(',');
            }
            line.append(csvCell(value));
        }
        out.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Quoted where needed. What a spreadsheet would take for a formula gets an apostrophe in front,
     * as OWASP advises.
     */
    static String csvCell(String value) {
        String text = value;
        if (!text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean quoted = text.isEmpty();
        for (int i = 0; i < text.length() && !quoted; i++) {
            char c = text.charAt(i);
            quoted = c == ',' || c == '"' || c == '\r' || c == '\n' || c == ';' || c == '\'';
        }
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** One JSON object a line: the practice as its address answers, without relations of others. */
    static Table jsonLines(OutputStream out, Links links) {
        return new Table() {
            @Override
            public void add(PracticePublished practice) throws IOException {
                ObjectNode line = JSON.createObjectNode();
                line.put("id", practice.practiceId());
                line.put("revision", practice.revision());
                line.set("content", JSON.valueToTree(practice.content()));
                line.set("tags", JSON.valueToTree(practice.tags()));
                line.put("publishedAt", practice.firstPublishedAt().toString());
                line.put("revisedAt", practice.revisedAt().toString());
                line.put("url", links.page(practice.practiceId()));
                out.write(JSON.writeValueAsBytes(line));
                out.write('\n');
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        };
    }

    /** One JSON-LD document: a graph of articles. */
    static Table jsonLd(OutputStream out, Links links) throws IOException {
        out.write(
                "{\"@context\":\"https://schema.org\",\"@graph\":["
                        .getBytes(StandardCharsets.UTF_8));
        return new Table() {
            private boolean further;

            @Override
            public void add(PracticePublished practice) throws IOException {
                if (further) {
                    out.write(',');
                }
                further = true;
                ObjectNode node = JsonLd.of(practice, links::page);
                node.remove("@context");
                out.write('\n');
                out.write(JSON.writeValueAsBytes(node));
            }

            @Override
            public void close() throws IOException {
                out.write("\n]}\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        };
    }

    /** A workbook (ECMA-376) of one sheet. Cells are text, so no formula can be among them. */
    static Table workbook(OutputStream out, Links links) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        part(
                zip,
                "[Content_Types].xml",
                """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                <Default Extension="rels" \
                ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Override PartName="/xl/workbook.xml" ContentType=\
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType=\
                "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
                </Types>\
                """);
        part(
                zip,
                "_rels/.rels",
                """
                <Relationships \
                xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                <Relationship Id="rId1" Type=\
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
                Target="xl/workbook.xml"/></Relationships>\
                """);
        part(
                zip,
                "xl/workbook.xml",
                """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
                xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
                <sheets><sheet name="Practices" sheetId="1" r:id="rId1"/></sheets></workbook>\
                """);
        part(
                zip,
                "xl/_rels/workbook.xml.rels",
                """
                <Relationships \
                xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                <Relationship Id="rId1" Type=\
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" \
                Target="worksheets/sheet1.xml"/></Relationships>\
                """);
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
        zip.write(
                """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
                <sheetData>
                """
                        .getBytes(StandardCharsets.UTF_8));
        sheetRow(zip, Row.COLUMNS);
        return new Table() {
            @Override
            public void add(PracticePublished practice) throws IOException {
                sheetRow(zip, Row.of(practice, links.page(practice.practiceId())));
            }

            @Override
            public void close() throws IOException {
                zip.write("</sheetData></worksheet>".getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
                zip.finish();
            }
        };
    }

    private static void part(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(
                ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml)
                        .getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void sheetRow(ZipOutputStream zip, List<String> values) throws IOException {
        StringBuilder row = new StringBuilder("<row>");
        for (String value : values) {
            row.append("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            int most = Math.min(value.length(), LONGEST_CELL);
            value.substring(0, most)
                    .codePoints()
                    .forEach(
                            c -> {
                                switch (c) {
                                    case '<' -> row.append("&lt;");
                                    case '>' -> row.append("&gt;");
                                    case '&' -> row.append("&amp;");
                                    default -> {
                                        boolean xml =
                                                (c >= 0x20 || c == 9 || c == 10 || c == 13)
                                                        && (c < 0xD800 || c > 0xDFFF)
                                                        && c != 0xFFFE
                                                        && c != 0xFFFF;
                                        row.appendCodePoint(xml ? c : 0xFFFD);
                                    }
                                }
                            });
            row.append("</t></is></c>");
        }
        zip.write(row.append("</row>\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private Tables() {}
}
