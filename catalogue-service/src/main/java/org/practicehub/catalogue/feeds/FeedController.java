package org.practicehub.catalogue.feeds;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.catalogue.index.CatalogueIndex;
import org.practicehub.catalogue.index.CatalogueIndex.Change;
import org.practicehub.catalogue.index.Inquiry;
import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.search.Cursor;
import org.practicehub.catalogue.search.Listed;
import org.practicehub.catalogue.search.SearchParameters;
import org.practicehub.catalogue.search.Searches;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.web.Conditions;
import org.practicehub.catalogue.web.Links;
import org.practicehub.catalogue.web.QueryString;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/** Feeds: the parameters of a search, in the order of revision unless asked otherwise. */
@RestController
class FeedController {

    private static final int DELETED = 50;
    private static final Set<String> PAGING = Set.of("limit", "after");

    private final Searches searches;
    private final CatalogueIndex index;
    private final Links links;

    FeedController(Searches searches, CatalogueIndex index, Links links) {
        this.searches = searches;
        this.index = index;
        this.links = links;
    }

    @GetMapping("/feeds/practices.atom")
    void atom(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Feed feed = feed(request);
        write(feed, Formats.atom(feed), "application/atom+xml;charset=utf-8", request, response);
    }

    @GetMapping("/feeds/practices.rss")
    void rss(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Feed feed = feed(request);
        write(feed, Formats.rss(feed), "application/rss+xml;charset=utf-8", request, response);
    }

    @GetMapping("/feeds/practices.json")
    void json(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Feed feed = feed(request);
        write(feed, Formats.json(feed), "application/feed+json", request, response);
    }

    private Feed feed(HttpServletRequest request) {
        Map<String, String[]> query = QueryString.of(request);
        SearchParameters parameters = SearchParameters.read(query, PAGING);
        Order order =
                query.containsKey("sort") || parameters.order() == null
                        ? parameters.order()
                        : Order.UPDATED;
        String cursor = SearchParameters.single(query, "after");
        Inquiry inquiry =
                new Inquiry(
                        parameters.criteria(),
                        parameters.origin(),
                        order,
                        cursor == null ? null : Cursor.read(order, cursor),
                        parameters.limit(),
                        Set.of());
        Found found = searches.find(inquiry);
        List<Listed> entries = found.hits().stream().map(Listed::of).toList();
        List<Change> deleted =
                cursor == null && index.isComplete() ? index.withdrawals(DELETED) : List.of();
        long updated = 0;
        for (Listed entry : entries) {
            updated = Math.max(updated, entry.revisedAt().toEpochMilli());
        }
        for (Change change : deleted) {
            updated = Math.max(updated, change.changed());
        }
        String path = request.getRequestURI();
        String asked = query(query, "after");
        return new Feed(
                title(parameters),
                links.to(path + (cursor == null ? asked : with(asked, "after", cursor))),
                links.to(path + asked),
                found.next() == null
                        ? null
                        : links.to(path + with(asked, "after", Cursor.write(order, found.next()))),
                links.to("/search" + query(query, "after", "limit")),
                updated,
                entries,
                deleted,
                links);
    }

    private static String title(SearchParameters parameters) {
        return parameters.criteria().isEmpty()
                ? "Practice Hub: all practices"
                : "Practice Hub: " + parameters.criteria().canonicalJson().replace("\"", "");
    }

    private static String query(Map<String, String[]> parameters, String... without) {
        List<String> kept = new ArrayList<>();
        parameters.forEach(
                (name, values) -> {
                    if (!List.of(without).contains(name)) {
                        for (String value : values) {
                            kept.add(encoded(name) + "=" + encoded(value));
                        }
                    }
                });
        return kept.isEmpty() ? "" : "?" + String.join("&", kept);
    }

    private static String with(String query, String name, String value) {
        return (query.isEmpty() ? "?" : query + "&") + name + "=" + encoded(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void write(
            Feed feed,
            byte[] body,
            String type,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        CRC32 sum = new CRC32();
        sum.update(body);
        String etag = "\"" + Long.toString(sum.getValue(), 36) + "-" + body.length + "\"";
        response.setHeader("ETag", etag);
        response.setHeader("Cache-Control", "max-age=60");
        if (feed.updated() > 0) {
            response.setDateHeader("Last-Modified", feed.updated());
        }
        if (Conditions.notModified(
                request, etag, feed.updated() > 0 ? feed.updated() : Long.MAX_VALUE)) {
            response.setStatus(304);
            return;
        }
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
