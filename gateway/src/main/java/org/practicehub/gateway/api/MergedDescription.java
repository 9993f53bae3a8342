package org.practicehub.gateway.api;

import org.jspecify.annotations.Nullable;
import org.practicehub.gateway.hub.Hub;
import org.practicehub.gateway.hub.Hub.Call;
import org.practicehub.gateway.routes.Route;
import org.practicehub.gateway.routes.Service;
import org.practicehub.gateway.routes.Upstreams;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The services' OpenAPI documents as one. Components carry the service's name, so that two services
 * may each have their own idea of a {@code Problem}; only what the gateway routes is shown. A
 * service that is away is left out and named in the description.
 */
@Component
class MergedDescription {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Duration KEPT_WHEN_PARTIAL = Duration.ofSeconds(5);
    private static final String REFERENCE = "#/components/";

    private record Made(ObjectNode document, Instant until) {}

    private final Hub hub;
    private final Upstreams upstreams;
    private final Clock clock;
    private volatile @Nullable Made made;

    MergedDescription(Hub hub, Upstreams upstreams, Clock clock) {
        this.hub = hub;
        this.upstreams = upstreams;
        this.clock = clock;
    }

    ObjectNode document() {
        Made present = made;
        if (present != null && clock.instant().isBefore(present.until())) {
            return present.document();
        }
        Map<Service, JsonNode> parts = new EnumMap<>(Service.class);
        List<String> missing = new ArrayList<>();
        for (Service service : Service.values()) {
            if (service == Service.IDENTITY) {
                continue;
            }
            JsonNode part = hub.ask(Call.get(service, "/openapi"), JsonNode.class).orNull();
            if (part != null && part.path("paths").isObject()) {
                parts.put(service, part);
            } else {
                missing.add(service.id());
            }
        }
        var merged = merge(parts, missing);
        made = new Made(merged, clock.instant().plus(missing.isEmpty() ? KEPT : KEPT_WHEN_PARTIAL));
        return merged;
    }

    ObjectNode merge(Map<Service, JsonNode> parts, List<String> missing) {
        var document = JsonNodeFactory.instance.objectNode();
        document.put("openapi", "3.1.0");
        var about = document.putObject("info").put("title", "Practice Hub").put("version", "v1");
        about.put(
                "description",
                "What works in migration governance: submissions, review, search, feeds and"
                        + " subscriptions. Errors are problem details (RFC 9457)."
                        + (missing.isEmpty()
                                ? ""
                                : " Not described here because they do not answer right now: "
                                        + String.join(", ", missing)
                                        + "."));
        if (!missing.isEmpty()) {
            ArrayNode away = about.putArray("x-unavailable");
            missing.forEach(away::add);
        }
        document.putArray("servers").addObject().put("url", upstreams.publicUrl().toString());
        var paths = document.putObject("paths");
        var components = document.putObject("components");
        parts.forEach(
                (service, part) -> {
                    String prefix = service.id() + ".";
                    part.path("paths")
                            .properties()
                            .forEach(
                                    path -> {
                                        if (isRouted(path.getKey(), service)
                                                && !paths.has(path.getKey())) {
                                            paths.set(
                                                    path.getKey(),
                                                    operations(
                                                            path.getValue(),
                                                            service,
                                                            prefix,
                                                            asksForTokens(part, false)));
                                        }
                                    });
                    part.path("components")
                            .properties()
                            .forEach(
                                    kind -> {
                                        if (!kind.getKey().equals("securitySchemes")) {
                                            ObjectNode all =
                                                    components.withObjectProperty(kind.getKey());
                                            kind.getValue()
                                                    .properties()
                                                    .forEach(
                                                            one ->
                                                                    all.set(
                                                                            prefix + one.getKey(),
                                                                            renamed(
                                                                                    one.getValue(),
                                                                                    prefix)));
                                        }
                                    });
                });
        describeProblems(components);
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
        return document;
    }

    private static boolean isRouted(String path, Service service) {
        return Route.of(path.replaceAll("\\{[^}]*}", "x"))
                .filter(route -> route.service() == service)
                .isPresent();
    }

    /** Whether a service, or an operation of it, says that it wants a token. */
    private static boolean asksForTokens(JsonNode described, boolean otherwise) {
        JsonNode security = described.path("security");
        return security.isArray() ? !security.isEmpty() : otherwise;
    }

    private static JsonNode operations(
            JsonNode path, Service service, String prefix, boolean tokens) {
        JsonNode copy = renamed(path, prefix);
        for (JsonNode operation : copy) {
            if (operation instanceof ObjectNode node && node.has("responses")) {
                if (!node.has("tags")) {
                    node.putArray("tags").add(service.id());
                }
                if (node.path("operationId").isString()) {
                    node.put("operationId", prefix + node.path("operationId").asString());
                }
                boolean token = asksForTokens(node, tokens);
                ArrayNode security = node.putArray("security");
                if (token) {
                    security.addObject().putArray("bearer");
                }
                if (node.path("responses") instanceof ObjectNode responses) {
                    unchanged(node, responses);
                    refused(responses, "4XX");
                    refused(responses, "5XX");
                }
            }
        }
        return copy;
    }

    /** Who says what is known already may be told that it is still so. */
    private static void unchanged(ObjectNode operation, ObjectNode responses) {
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("name").asString("").equalsIgnoreCase("If-None-Match")) {
                responses.putObject("304").put("description", "As it was.");
            }
        }
    }

    /** Every operation may be refused, by the gateway or by its service, and always in one way. */
    private static void refused(ObjectNode responses, String statuses) {
        for (String status : List.copyOf(responses.propertyNames())) {
            if (status.charAt(0) == statuses.charAt(0)) {
                responses.remove(status);
            }
        }
        responses.putObject(statuses).put("$ref", REFERENCE + "responses/Problem");
    }

    private static void describeProblems(ObjectNode components) {
        var problem = components.withObjectProperty("schemas").putObject("Problem");
        problem.put("type", "object").put("description", "A problem detail, RFC 9457.");
        problem.putArray("required").add("type").add("title").add("status");
        var properties = problem.putObject("properties");
        properties.putObject("type").put("type", "string").put("format", "uri");
        properties.putObject("title").put("type", "string");
        properties.putObject("status").put("type", "integer");
        properties.putObject("detail").put("type", "string");
        properties.putObject("instance").put("type", "string").put("format", "uri-reference");
        var errors = properties.putObject("errors").put("type", "array").putObject("items");
        errors.put("type", "object");
        var error = errors.putObject("properties");
        error.putObject("pointer")
                .put("type", "string")
                .put("description", "A JSON pointer into the body, or the name of a parameter.");
        error.putObject("message").put("type", "string");
        components
                .withObjectProperty("responses")
                .putObject("Problem")
                .put("description", "Refused, or not possible now; the problem says why.")
                .putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", REFERENCE + "schemas/Problem");
    }

    /** A copy whose references point to the renamed components. */
    private static JsonNode renamed(JsonNode node, String prefix) {
        JsonNode copy = node.deepCopy();
        rename(copy, prefix);
        return copy;
    }

    private static void rename(JsonNode node, String prefix) {
        if (node instanceof ObjectNode object) {
            JsonNode reference = object.path("$ref");
            if (reference.isString() && reference.asString().startsWith(REFERENCE)) {
                String target = reference.asString().substring(REFERENCE.length());
                int slash = target.indexOf('/');
                if (slash > 0) {
                    object.put(
                            "$ref",
                            REFERENCE
                                    + target.substring(0, slash + 1)
                                    + prefix
                                    + target.substring(slash + 1));
                }
            }
            JsonNode mapping = object.path("discriminator").path("mapping");
            if (mapping instanceof ObjectNode targets) {
                for (String name : List.copyOf(targets.propertyNames())) {
                    String target = targets.path(name).asString("");
                    if (target.startsWith(REFERENCE + "schemas/")) {
                        targets.put(
                                name,
                                REFERENCE
                                        + "schemas/"
                                        + prefix
                                        + target.substring((REFERENCE + "schemas/").length()));
                    }
                }
            }
        }
        node.forEach(child -> rename(child, prefix));
    }
}
