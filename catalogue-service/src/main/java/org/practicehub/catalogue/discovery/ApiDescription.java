package org.practicehub.catalogue.discovery;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;

import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.math.BigDecimal;
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

    private static final Map<String, Schema<?>> SEARCH = new LinkedHashMap<>();
    private static final Map<String, Schema<?>> PAGING = new LinkedHashMap<>();
    private static final Map<String, List<String>> FORMS = new LinkedHashMap<>();

    /** What is asked of a search. */
    private static final Set<String> GUIDANCE =
            Set.of(
                    "/api/v1/practices/relaxations",
                    "/api/v1/practices/corrections",
                    "/api/v1/practices/{id}/explanation");

    static {
        SEARCH.put("q", text("Words; \"phrases\", prefix* and -not. Never an error.", "nurses"));
        SEARCH.put(
                "country",
                text("ISO 3166-1 alpha-2; about or participating unless a role is given", "MA"));
        SEARCH.put(
                "country.role",
                choice(
                        "The part a country plays",
                        "about",
                        "participating",
                        "partner",
                        "funder",
                        "mentioned",
                        "any"));
        SEARCH.put("group", text("Group of countries", "ACP"));
        SEARCH.put("region", text("UN M49 region", "002"));
        SEARCH.put("sdg", text("Sustainable Development Goal, 1 to 17", "10"));
        SEARCH.put("target", text("Target of a goal", "10.7"));
        SEARCH.put("gcm", text("Objective of the Global Compact for Migration, 1 to 23", "23"));
        SEARCH.put("topic", text("Slug of a topic", "cities-and-municipalities"));
        SEARCH.put(
                "kind",
                choice(
                        "What it is",
                        "practice",
                        "policy-or-law",
                        "programme",
                        "agreement",
                        "guidance",
                        "news"));
        SEARCH.put("language", text("BCP 47", "en"));
        SEARCH.put("organisation", text("Name of an organisation", "IOM"));
        SEARCH.put("not", text("A term to exclude", "kind:news"));
        SEARCH.put("origin", choice("Who set a tag", "machine", "contributor", "moderator"));
        SEARCH.put("period.from", text("Year, month or day", "2019"));
        SEARCH.put("period.to", text("Year, month or day", "2024-06"));
        SEARCH.put("published.from", text("Year, month or day", "2025-12-31"));
        SEARCH.put("published.to", text("Year, month or day", "2040"));
        SEARCH.put("sort", choice("Order", "relevance", "newest", "updated", "title"));
        PAGING.put("limit", number("20 by default", 100));
        PAGING.put(
                "after",
                new StringSchema().description("The cursor that the page before named as next"));
        PAGING.put(
                "facets",
                text(
                        "Comma-separated: country, sdg, target, gcm, topic, kind, language, group,"
                                + " region, organisation, year, month, origin. Counts are under all"
                                + " filters.",
                        "country,sdg"));
        PAGING.put("highlight", new BooleanSchema().description("Mark where the words stand"));
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
            SEARCH.forEach(
                    (name, schema) ->
                            add(operation, name, name.equals("q") ? schema : severalOf(schema)));
        }
        if (list || feed) {
            PAGING.forEach(
                    (name, schema) -> {
                        if (list || name.equals("limit") || name.equals("after")) {
                            add(operation, name, schema);
                        }
                    });
        }
        if (path.equals("/api/v1/practices/suggestions")) {
            add(operation, "q", text("What was typed so far", "nur"));
            add(operation, "limit", number("8 by default", 20));
        }
        if (path.equals("/api/v1/practices/{id}/related")) {
            add(operation, "limit", number("5 by default", 20));
        }
        if (path.equals("/api/v1/practices/{id}")) {
            add(
                    operation,
                    "format",
                    choice(
                            "Instead of Accept",
                            "json",
                            "jsonld",
                            "markdown",
                            "bibtex",
                            "ris",
                            "csl"));
        }
        if (path.startsWith("/api/v1/projections/")) {
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getName().equals("name"))
                    .forEach(
                            name ->
                                    name.setSchema(
                                            choice("Which projection", "practices", "index")));
        }
        if (path.equals("/api/v1/subjects")) {
            add(operation, "scheme", subjects());
            operation.getParameters().getLast().required(true);
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

    private static Schema<?> subjects() {
        return choice(
                "What kind of subject",
                "country",
                "gcm",
                "group",
                "region",
                "sdg",
                "target",
                "topic");
    }

    private static Schema<?> text(String description, String example) {
        return new StringSchema().description(description).example(example);
    }

    private static Schema<?> choice(String description, String... values) {
        return new StringSchema()._enum(List.of(values)).description(description);
    }

    private static Schema<?> number(String description, int most) {
        return new IntegerSchema()
                .minimum(BigDecimal.ONE)
                .maximum(BigDecimal.valueOf(most))
                .description(description);
    }

    private static Schema<?> severalOf(Schema<?> one) {
        return new ArraySchema().items(one).description(one.getDescription());
    }

    private static void add(Operation operation, String name, Schema<?> schema) {
        operation.addParametersItem(
                new QueryParameter()
                        .name(name)
                        .description(schema.getDescription())
                        .required(false)
                        .schema(schema));
    }
}
