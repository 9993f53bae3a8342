package org.practicehub.gateway.routes;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import java.util.List;
import java.util.Optional;

/**
 * The public paths of the services: part of the API, hence code and not configuration. The first
 * route that matches counts.
 */
public enum Route {
    SUBMISSION_STREAMS(
            Service.SUBMISSION,
            Carriage.LONG,
            "/api/v1/submissions/*/events",
            "/api/v1/submissions/audit"),
    SUBMISSIONS(Service.SUBMISSION, Carriage.SHORT, "/api/v1/submissions/**"),
    REVISIONS(Service.SUBMISSION, Carriage.SHORT, "/api/v1/practices/*/revisions/**"),
    PRACTICES(Service.CATALOGUE, Carriage.SHORT, "/api/v1/practices/**"),
    REVIEW_QUEUE(Service.SUBMISSION, Carriage.SHORT, "/api/v1/review-queue/**"),
    IMPORTS(Service.SUBMISSION, Carriage.IMPORT, "/api/v1/imports/**"),
    RETAGGING(Service.SUBMISSION, Carriage.SHORT, "/api/v1/retagging/**"),
    TOPICS(Service.SUBMISSION, Carriage.SHORT, "/api/v1/topics/**"),
    EXPORTS(Service.CATALOGUE, Carriage.LONG, "/api/v1/exports/**"),
    BUNDLES(Service.CATALOGUE, Carriage.IMPORT, "/api/v1/bundles/**"),
    SUBJECTS(Service.CATALOGUE, Carriage.SHORT, "/api/v1/subjects/**", "/api/v1/statistics/**"),
    PROJECTIONS(Service.CATALOGUE, Carriage.SHORT, "/api/v1/projections/**"),
    TAGS(Service.TAGGING, Carriage.SHORT, "/api/v1/tags/**", "/api/v1/vocabularies/**"),
    SUBSCRIPTIONS(Service.NOTIFICATION, Carriage.SHORT, "/api/v1/subscriptions/**"),
    FEEDS(Service.CATALOGUE, Carriage.SHORT, "/feeds/**", "/oai"),
    DISCOVERY(Service.CATALOGUE, Carriage.SHORT, "/robots.txt", "/sitemap.xml", "/opensearch.xml"),
    IDENTITY(Service.IDENTITY, Carriage.SHORT, "/auth/**");

    /** How long an answer may take and how large a body may be. */
    public enum Carriage {
        SHORT,
        LONG,
        IMPORT
    }

    private final Service service;
    private final Carriage carriage;

    @SuppressWarnings("ImmutableEnumChecker") // List.of: the type does not say so
    private final List<PathPattern> patterns;

    Route(Service service, Carriage carriage, String... patterns) {
        this.service = service;
        this.carriage = carriage;
        this.patterns =
                List.of(patterns).stream().map(PathPatternParser.defaultInstance::parse).toList();
    }

    public Service service() {
        return service;
    }

    public Carriage carriage() {
        return carriage;
    }

    public List<PathPattern> patterns() {
        return patterns;
    }

    /** The route of a raw path that the path check has let through. */
    public static Optional<Route> of(String path) {
        var parsed = PathContainer.parsePath(path);
        for (Route route : values()) {
            for (PathPattern pattern : route.patterns) {
                if (pattern.matches(parsed)) {
                    return Optional.of(route);
                }
            }
        }
        return Optional.empty();
    }
}
