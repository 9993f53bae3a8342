package org.practicehub.catalogue.discovery;

import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.catalogue.index.Inquiry;
import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.index.Inquiry.Hit;
import org.practicehub.catalogue.search.Listed;
import org.practicehub.catalogue.search.Searches;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.Position;
import org.practicehub.catalogue.web.Links;
import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.Refusal;
import org.practicehub.catalogue.web.Xml;
import org.practicehub.criteria.Criteria;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The files by which crawlers and browsers find their way. */
@RestController
class DiscoveryController {

    /** The protocol allows 50,000 addresses a file. */
    private static final int ADDRESSES = 10_000;

    private static final String SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private final Searches searches;
    private final Links links;

    DiscoveryController(Searches searches, Links links) {
        this.searches = searches;
        this.links = links;
    }

    @GetMapping("/robots.txt")
    void robots(HttpServletResponse response) throws IOException {
        write(
                response,
                "text/plain;charset=utf-8",
                ("User-agent: *\nDisallow: /review\nDisallow: /login\nDisallow: /subscriptions\n"
                                + "Sitemap: "
                                + links.to("/sitemap.xml")
                                + "\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/sitemap.xml")
    void sitemaps(HttpServletResponse response) throws IOException {
        long total = page(null, 1).total();
        Xml xml = new Xml();
        xml.open("sitemapindex", "xmlns", SITEMAPS);
        for (int file = 0; file == 0 || (long) file * ADDRESSES < total; file++) {
            xml.open("sitemap");
            xml.element("loc", links.to("/feeds/sitemap-" + file + ".xml"));
            xml.close();
        }
        write(response, "application/xml;charset=utf-8", xml.bytes());
    }

    @GetMapping("/feeds/sitemap-{file:[0-9]{1,4}}.xml")
    void sitemap(@PathVariable int file, HttpServletResponse response) throws IOException {
        Position after = null;
        Found page = page(null, ADDRESSES);
        for (int skipped = 0; skipped < file; skipped++) {
            after = page.next();
            if (after == null) {
                throw new Refusal(Name.NOT_FOUND, "there are fewer sitemaps");
            }
            page = page(after, ADDRESSES);
        }
        Xml xml = new Xml();
        xml.open("urlset", "xmlns", SITEMAPS);
        for (Hit hit : page.hits()) {
            xml.open("url");
            xml.element("loc", links.page(hit.id()));
            xml.element("lastmod", Listed.of(hit).revisedAt().toString());
            xml.close();
        }
        write(response, "application/xml;charset=utf-8", xml.bytes());
    }

    @GetMapping("/opensearch.xml")
    void openSearch(HttpServletResponse response) throws IOException {
        Xml xml = new Xml();
        xml.open("OpenSearchDescription", "xmlns", "http://a9.com/-/spec/opensearch/1.1/");
        xml.element("ShortName", "Practice Hub");
        xml.element("Description", "Search practices in migration governance");
        xml.empty("Url", "type", "text/html", "template", links.to("/search?q={searchTerms}"));
        xml.empty(
                "Url",
                "type",
                "application/atom+xml",
                "template",
                links.to("/feeds/practices.atom?q={searchTerms}"));
        xml.empty(
                "Url",
                "type",
                "application/json",
                "template",
                links.to("/api/v1/practices?q={searchTerms}"));
        xml.element("InputEncoding", "UTF-8");
        xml.element("OutputEncoding", "UTF-8");
        write(response, "application/opensearchdescription+xml;charset=utf-8", xml.bytes());
    }

    private Found page(@org.jspecify.annotations.Nullable Position after, int limit) {
        return searches.find(
                new Inquiry(Criteria.EVERYTHING, null, Order.NEWEST, after, limit, Set.of()));
    }

    private static void write(HttpServletResponse response, String type, byte[] body)
            throws IOException {
        response.setContentType(type);
        response.setHeader("Cache-Control", "max-age=300");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
