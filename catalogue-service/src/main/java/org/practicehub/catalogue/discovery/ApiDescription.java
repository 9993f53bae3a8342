package org.practicehub.catalogue.discovery;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;

import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the handlers themselves do not say, because they read queries and write bodies by hand: the
 * parameters of searches, the forms of answers, and who may ask.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final Map<String, String> SEARCH = new LinkedHashMap<>();
    private static final Map<String, String> PAGING = new LinkedHashMap<>();
    private static final Map<String, List<String>> FORMS = new LinkedHashMap<>();

    /** What is asked of a search. */
    private static final Set<String> GUIDANCE =
            Set.of(
                    "/api/v1/practices/relaxations",
                    "/api/v1/practices/corrections",
                    "/api/v1/practices/{id}/explanation");

    static {
        SEARCH.put("q", "Words; \"phrases\", prefix* and -not. Never an error.");
        SEARCH.put("country", "ISO 3166-1 alpha-2; about or participating unless a role is given");
        SEARCH.put("country.role", "about, participating, partner, funder, mentioned or any");
        SEARCH.put("group", "Group of countries");
        SEARCH.put("region", "UN M49 region");
        SEARCH.put("sdg", "Sustainable Development Goal, 1 to 17");
        SEARCH.put("target", "Target of a goal: 10.7");
        SEARCH.put("gcm", "Objective of the Global Compact for Migration, 1 to 23");
        SEARCH.put("topic", "Slug of a topic");
        SEARCH.put("kind", "practice, policy-or-law, programme, agreement, guidance, news");
        SEARCH.put("language", "BCP 47");
        SEARCH.put("organisation", "Name of an organisation");
        SEARCH.put("not", "A term to exclude: country:MA");
        SEARCH.put("origin", "Who set a tag: machine, contributor, moderator");
        SEARCH.put("period.from", "Year, month or day");
        SEARCH.put("period.to", "Year, month or day");
        SEARCH.put("published.from", "Year, month or day");
        SEARCH.put("published.to", "Year, month or day");
        SEARCH.put("sort", "relevance, newest, updated or title");
        PAGING.put("limit", "1 to 100; 20 by default");
        PAGING.put("after", "The cursor that the page before named as next");
        PAGING.put(
                "facets",
                "Comma-separated: country, sdg, target, gcm, topic, kind, language, group, region,"
                        + " organisation, year, month, origin. Counts are under all filters.");
        PAGING.put("highlight", "true marks where the words stand");
        FORMS.put("/api/v1/practices", List.of("application/json"));
        FORMS.put("/feeds/practices.atom", List.of("application/atom+xml"));
        FORMS.put("/feeds/practices.rss", List.of("application/rss+xml"));
        FORMS.put("/feeds/practices.json", List.of("application/feed+json"));
        FORMS.put("/api/v1/exports/practices.csv", List.of("text/csv"));
        FORMS.put("/api/v1/exports/practices.jsonl", List.of("application/x-ndjson"));
        FORMS.put("/api/v1/exports/practices.jsonld", List.of("application/ld+json"));
        FORMS.put(
                "/api/v1/exports/practices.xlsx",
                List.of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
        FORMS.put("/api/v1/exports/practices.bundle", List.of("application/zip"));
        FORMS.put("/oai", List.of("text/xml"));
        FORMS.put(
                "/api/v1/practices/{id}",
                List.of(
                        "application/json",
                        "application/ld+json",
                        "text/markdown",
                        "application/x-bibtex",
                        "application/x-research-info-systems",
                        "application/vnd.citationstyles.csl+json"));
    }

    @Bean
    OpenApiCustomizer catalogueDescription() {
        return api -> {
            api.info(
                    new Info()
                            .title("Practice Hub catalogue")
                            .version("v1")
                            .description("Search, feeds, harvesting and exports of practices"));
            api.schemaRequirement(
                    "token",
                    new SecurityScheme()
                            .type(SecurityScheme.Type.HTTP)
                            .scheme("bearer")
                            .bearerFormat("JWT"));
            describe(api);
        };
    }

    private static void describe(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        api.getPaths()
                .forEach(
                        (path, item) ->
                                item.readOperations()
                                        .forEach(operation -> describe(path, operation)));
    }

    private static void describe(String path, Operation operation) {
        boolean list = path.equals("/api/v1/practices");
        boolean feed = path.startsWith("/feeds/practices");
        if (list
                || feed
                || (path.startsWith("/api/v1/exports/") && !path.contains("bundle"))
                || GUIDANCE.contains(path)) {
            SEARCH.forEach((name, text) -> add(operation, name, text, name.equals("q")));
        }
        if (list || feed) {
            PAGING.forEach(
                    (name, text) -> {
                        if (list || name.equals("limit") || name.equals("after")) {
                            add(operation, name, text, true);
                        }
                    });
        }
        if (path.equals("/api/v1/practices/suggestions")) {
            add(operation, "q", "What was typed so far", true);
            add(operation, "limit", "1 to 20; 8 by default", true);
        }
        if (path.equals("/api/v1/practices/{id}/related")) {
            add(operation, "limit", "1 to 20; 5 by default", true);
        }
        if (path.equals("/api/v1/practices/{id}")) {
            add(operation, "format", "json, jsonld, markdown, bibtex, ris or csl", true);
        }
        if (path.startsWith("/api/v1/projections") || path.equals("/api/v1/bundles")) {
            operation.addSecurityItem(new SecurityRequirement().addList("token"));
        }
        List<String> forms = FORMS.get(path);
        if (forms != null) {
            Content content = new Content();
            forms.forEach(form -> content.addMediaType(form, new MediaType()));
            operation.setResponses(
                    new ApiResponses()
                            .addApiResponse(
                                    "200", new ApiResponse().description("OK").content(content))
                            .addApiResponse(
                                    "400",
                                    new ApiResponse().description("A parameter is not understood"))
                            .addApiResponse(
                                    "503", new ApiResponse().description("Not at the moment")));
        }
        if (path.equals("/api/v1/practices/{id}")) {
            operation
                    .getResponses()
                    .addApiResponse("304", new ApiResponse().description("As it was"))
                    .addApiResponse(
                            "308", new ApiResponse().description("Merged into another practice"))
                    .addApiResponse("410", new ApiResponse().description("Withdrawn; why"));
        }
    }

    private static void add(Operation operation, String name, String text, boolean single) {
        Schema<?> schema =
                single ? new StringSchema() : new ArraySchema().items(new StringSchema());
        operation.addParametersItem(
                new QueryParameter().name(name).description(text).required(false).schema(schema));
    }
}
