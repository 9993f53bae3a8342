package org.practicehub.catalogue.feeds;

import org.practicehub.catalogue.index.CatalogueIndex.Change;
import org.practicehub.catalogue.search.Listed;
import org.practicehub.catalogue.web.Xml;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Feeds as Atom (RFC 4287, with deleted entries of RFC 6721), RSS 2.0 and JSON Feed 1.1. */
final class Formats {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String AUTHOR = "Practice Hub";

    static byte[] atom(Feed feed) {
        Xml xml = new Xml();
        xml.open(
                "feed",
                "xmlns",
                "http://www.w3.org/2005/Atom",
                "xmlns:at",
                "http://purl.org/atompub/tombstones/1.0");
        xml.element("id", feed.first());
        xml.element("title", feed.title());
        xml.element("updated", time(feed.updated()));
        xml.open("author").element("name", AUTHOR).close();
        xml.empty("link", "rel", "self", "type", "application/atom+xml", "href", feed.self());
        xml.empty("link", "rel", "alternate", "type", "text/html", "href", feed.home());
        xml.empty("link", "rel", "first", "type", "application/atom+xml", "href", feed.first());
        if (feed.next() != null) {
            xml.empty("link", "rel", "next", "type", "application/atom+xml", "href", feed.next());
        }
        for (Listed entry : feed.entries()) {
            xml.open("entry", "xml:lang", entry.language());
            xml.element("id", urn(entry.id()));
            xml.element("title", entry.title());
            xml.element("updated", time(entry.revisedAt()));
            xml.element("published", time(entry.publishedAt()));
            xml.empty(
                    "link",
                    "rel",
                    "alternate",
                    "type",
                    "text/html",
                    "href",
                    feed.links().page(entry.id()));
            xml.empty(
                    "link",
                    "rel",
                    "related",
                    "type",
                    "application/json",
                    "href",
                    feed.links().api(entry.id()));
            xml.element("summary", entry.summary(), "type", "text");
            for (String category : categories(entry)) {
                xml.empty("category", "term", category);
            }
            xml.close();
        }
        for (Change deleted : feed.deleted()) {
            xml.empty(
                    "at:deleted-entry", "ref", urn(deleted.id()), "when", time(deleted.changed()));
        }
        return xml.bytes();
    }

    static byte[] rss(Feed feed) {
        Xml xml = new Xml();
        xml.open("rss", "version", "2.0", "xmlns:atom", "http://www.w3.org/2005/Atom");
        xml.open("channel");
        xml.element("title", feed.title());
        xml.element("link", feed.home());
        xml.element("description", "Practices in migration governance that meet this search.");
        xml.empty("atom:link", "rel", "self", "type", "application/rss+xml", "href", feed.self());
        if (feed.next() != null) {
            xml.empty(
                    "atom:link", "rel", "next", "type", "application/rss+xml", "href", feed.next());
        }
        xml.element("lastBuildDate", rfc822(Instant.ofEpochMilli(feed.updated())));
        xml.element("generator", AUTHOR);
        for (Listed entry : feed.entries()) {
            xml.open("item");
            xml.element("title", entry.title());
            xml.element("link", feed.links().page(entry.id()));
            // Readers of RSS show descriptions as HTML: what was written as text stays text.
            xml.element("description", html(entry.summary()));
            for (String category : categories(entry)) {
                xml.element("category", category);
            }
            xml.element("guid", urn(entry.id()), "isPermaLink", "false");
            xml.element("pubDate", rfc822(entry.publishedAt()));
            xml.close();
        }
        return xml.bytes();
    }

    static byte[] json(Feed feed) {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", "https://jsonfeed.org/version/1.1");
        json.put("title", feed.title());
        json.put("home_page_url", feed.home());
        json.put("feed_url", feed.self());
        if (feed.next() != null) {
            json.put("next_url", feed.next());
        }
        json.putArray("authors").addObject().put("name", AUTHOR);
        ArrayNode items = json.putArray("items");
        for (Listed entry : feed.entries()) {
            ObjectNode item = items.addObject();
            item.put("id", urn(entry.id()));
            item.put("url", feed.links().page(entry.id()));
            item.put("title", entry.title());
            item.put("content_text", entry.summary());
            item.put("date_published", time(entry.publishedAt()));
            item.put("date_modified", time(entry.revisedAt()));
            item.put("language", entry.language());
            ArrayNode tags = item.putArray("tags");
            categories(entry).forEach(tags::add);
        }
        // JSON Feed has no word for deletions; extensions begin with an underscore.
        ArrayNode deleted = json.putArray("_deleted");
        for (Change change : feed.deleted()) {
            deleted.addObject().put("id", urn(change.id())).put("when", time(change.changed()));
        }
        return JSON.writeValueAsBytes(json);
    }

    private static List<String> categories(Listed entry) {
        List<String> categories = new ArrayList<>();
        categories.add("kind:" + entry.kind());
        entry.topics().forEach(topic -> categories.add("topic:" + topic));
        categories.addAll(entry.tags());
        return categories;
    }

    private static String urn(String id) {
        return "urn:uuid:" + id;
    }

    private static String time(long millis) {
        return time(Instant.ofEpochMilli(millis));
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String rfc822(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private Formats() {}
}
