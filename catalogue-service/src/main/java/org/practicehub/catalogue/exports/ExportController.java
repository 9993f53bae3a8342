package org.practicehub.catalogue.exports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.catalogue.index.CatalogueIndex;
import org.practicehub.catalogue.index.Inquiry;
import org.practicehub.catalogue.search.SearchParameters;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.PracticeStore;
import org.practicehub.catalogue.web.Links;
import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.QueryString;
import org.practicehub.catalogue.web.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * Files of any search, streamed: some hundred practices are in memory at a time. The index gives
 * the order and the ids, as of the moment the export began; the read model the practices.
 */
@RestController
class ExportController {

    /** Ids at a time: each page of them passes over everything that is found. */
    private static final int PAGE = 5_000;

    /** Practices at a time: more of them are no quicker, and three batches are in memory. */
    private static final int BATCH = 100;

    private static final int BUFFER = 64 * 1024;

    private final CatalogueIndex index;
    private final PracticeStore store;
    private final Links links;

    ExportController(CatalogueIndex index, PracticeStore store, Links links) {
        this.index = index;
        this.store = store;
        this.links = links;
    }

    private interface Format {
        Table table(OutputStream out, Links links) throws IOException;
    }

    @GetMapping("/api/v1/exports/practices.csv")
    void csv(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request, response, "csv", "text/csv;charset=utf-8;header=present", Tables::csv);
    }

    @GetMapping("/api/v1/exports/practices.jsonl")
    void jsonLines(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request, response, "jsonl", "application/x-ndjson", Tables::jsonLines);
    }

    @GetMapping("/api/v1/exports/practices.jsonld")
    void jsonLd(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(request, response, "jsonld", "application/ld+json", Tables::jsonLd);
    }

    @GetMapping("/api/v1/exports/practices.xlsx")
    void workbook(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(
                request,
                response,
                "xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                Tables::workbook);
    }

    private void write(
            HttpServletRequest request,
            HttpServletResponse response,
            String extension,
            String type,
            Format format)
            throws IOException {
        SearchParameters parameters = SearchParameters.read(QueryString.of(request), Set.of());
        if (!index.isComplete()) {
            throw new Refusal(Name.UNAVAILABLE, "the index is being made");
        }
        // Before the first byte, so that an absent store is a problem and not half a file.
        store.ping();
        response.setContentType(type);
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"practices." + extension + "\"");
        response.setHeader("Cache-Control", "no-store");
        Order order = parameters.order() == null ? Order.NEWEST : parameters.order();
        OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
        try (ReadAhead practices = new ReadAhead(store);
                Table table = format.table(out, links)) {
            index.forEach(
                    new Inquiry(
                            parameters.criteria(),
                            parameters.origin(),
                            order,
                            null,
                            PAGE,
                            Set.of()),
                    hits -> {
                        for (int from = 0; from < hits.size(); from += BATCH) {
                            int to = Math.min(hits.size(), from + BATCH);
                            practices.begin(hits.subList(from, to));
                            if (practices.isFull()) {
                                add(practices.take(), table);
                            }
                        }
                    });
            while (!practices.isEmpty()) {
                add(practices.take(), table);
            }
        }
        out.flush();
    }

    private static void add(List<Published> practices, Table table) {
        try {
            for (Published practice : practices) {
                table.add(practice.event());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
