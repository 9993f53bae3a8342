package org.practicehub.catalogue.subjects;

import com.mongodb.MongoException;

import io.swagger.v3.oas.annotations.Parameter;

import jakarta.servlet.http.HttpServletRequest;

import org.practicehub.catalogue.index.Facet;
import org.practicehub.catalogue.index.Inquiry;
import org.practicehub.catalogue.index.Inquiry.Count;
import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.search.Listed;
import org.practicehub.catalogue.search.SearchParameters;
import org.practicehub.catalogue.search.Searches;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.TopicStore;
import org.practicehub.catalogue.web.Links;
import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.QueryString;
import org.practicehub.catalogue.web.Refusal;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.Scheme;
import org.practicehub.criteria.Term;
import org.practicehub.events.TopicChanged;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A page of data on each topic, country, goal, target, objective and group. */
@RestController
class SubjectController {

    private static final int LATEST = 10;

    private static final Map<String, Facet> LISTED =
            Map.of(
                    "topic", Facet.TOPIC,
                    "country", Facet.COUNTRY,
                    "sdg", Facet.SDG,
                    "target", Facet.TARGET,
                    "gcm", Facet.GCM,
                    "group", Facet.GROUP,
                    "region", Facet.REGION);

    private final Searches searches;
    private final TopicStore topics;
    private final Links links;

    SubjectController(Searches searches, TopicStore topics, Links links) {
        this.searches = searches;
        this.topics = topics;
        this.links = links;
    }

    /** A subject with its number of practices. */
    record Entry(String term, String title, int count, String url) {}

    /** All subjects of a kind that have practices. */
    record Entries(List<Entry> items, int total) {}

    /**
     * What there is about a subject.
     *
     * @param criteria to subscribe with, as they stand
     */
    record Subject(
            String term,
            String title,
            String description,
            long total,
            Map<String, List<Count>> facets,
            List<Listed> latest,
            Map<String, String> feeds,
            String search,
            Criteria criteria) {}

    @GetMapping("/api/v1/subjects")
    Entries subjects(HttpServletRequest request) {
        Map<String, String[]> query = QueryString.of(request);
        String scheme = SearchParameters.single(query, "scheme");
        Facet facet = scheme == null ? null : LISTED.get(scheme);
        if (facet == null || query.size() > 1) {
            throw Refusal.parameter(
                    "scheme", "is one of " + LISTED.keySet().stream().sorted().toList());
        }
        List<Entry> entries =
                find(Criteria.EVERYTHING, EnumSet.of(facet), 1)
                        .facets()
                        .getOrDefault(facet, List.of())
                        .stream()
                        .map(
                                count -> {
                                    Term term = Term.parse(facet.prefix() + count.value());
                                    return new Entry(
                                            term.toString(),
                                            title(term, topic(term)),
                                            count.count(),
                                            links.to("/api/v1/subjects/" + term));
                                })
                        .toList();
        return new Entries(entries, entries.size());
    }

    @GetMapping("/api/v1/subjects/{name}")
    ResponseEntity<?> subject(@Parameter(example = "country:MA") @PathVariable String name) {
        Term term;
        try {
            term = Term.parse(name.startsWith("target:") ? "sdg-" + name : name);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Name.NOT_FOUND, String.valueOf(e.getMessage()));
        }
        Optional<TopicChanged> topic = topic(term);
        if (topic.isPresent() && topic.get().mergedInto() != null) {
            return ResponseEntity.status(308)
                    .location(URI.create("/api/v1/subjects/topic:" + topic.get().mergedInto()))
                    .build();
        }
        Criteria criteria = new Criteria(List.of(term), List.of(), List.of(), null, null, null);
        Found found =
                find(
                        criteria,
                        EnumSet.of(
                                Facet.COUNTRY,
                                Facet.SDG,
                                Facet.GCM,
                                Facet.TOPIC,
                                Facet.KIND,
                                Facet.YEAR),
                        LATEST);
        if (term.scheme() == Scheme.TOPIC && topic.isEmpty() && found.total() == 0) {
            throw new Refusal(Name.NOT_FOUND, "there is no such topic");
        }
        Map<String, List<Count>> facets = new LinkedHashMap<>();
        found.facets().forEach((facet, counts) -> facets.put(facet.wire(), counts));
        String query = parameter(term);
        Map<String, String> feeds = new LinkedHashMap<>();
        for (String format : List.of("atom", "rss", "json")) {
            feeds.put(format, links.to("/feeds/practices." + format + query));
        }
        return ResponseEntity.ok(
                new Subject(
                        term.toString(),
                        title(term, topic),
                        topic.map(TopicChanged::description).orElse(""),
                        found.total(),
                        facets,
                        found.hits().stream().map(Listed::of).toList(),
                        feeds,
                        links.to("/search" + query),
                        criteria));
    }

    private Found find(Criteria criteria, EnumSet<Facet> facets, int limit) {
        return searches.find(new Inquiry(criteria, null, Order.NEWEST, null, limit, facets));
    }

    /** Topics have titles in the read model; while it is away their slugs say enough. */
    private Optional<TopicChanged> topic(Term term) {
        try {
            return term.scheme() == Scheme.TOPIC ? topics.find(term.code()) : Optional.empty();
        } catch (MongoException e) {
            return Optional.empty();
        }
    }

    private static String title(Term term, Optional<TopicChanged> topic) {
        return switch (term.scheme()) {
            case COUNTRY -> Locale.of("", term.code()).getDisplayCountry(Locale.ENGLISH);
            case REGION ->
                    org.practicehub.criteria.Regions.names().getOrDefault(term.code(), term.code());
            case SDG -> "Sustainable Development Goal " + term.code();
            case SDG_TARGET -> "SDG target " + term.code();
            case GCM -> "Global Compact for Migration, objective " + term.code();
            case TOPIC -> topic.map(TopicChanged::title).orElse(term.code());
            case GROUP, KIND, LANGUAGE, ORGANISATION -> term.code();
        };
    }

    private static String parameter(Term term) {
        String name = term.scheme() == Scheme.SDG_TARGET ? "target" : term.scheme().wire();
        String code = term.role() == null ? term.code() : term.code() + "@" + term.role();
        return "?" + name + "=" + URLEncoder.encode(code, StandardCharsets.UTF_8);
    }
}
