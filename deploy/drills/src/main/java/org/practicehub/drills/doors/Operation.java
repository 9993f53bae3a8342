package org.practicehub.drills.doors;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One operation of an OpenAPI document.
 *
 * @param path with its variables in braces
 * @param bodies schemas by media type; empty when it takes none
 * @param token whether it wants one
 * @param responses as the document has them, by status
 */
record Operation(
        String method,
        String path,
        List<Parameter> parameters,
        Map<String, JsonNode> bodies,
        boolean token,
        JsonNode responses) {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options");

    /** What stands in the path, the query or a header. */
    record Parameter(String name, String in, boolean required, JsonNode schema) {

        /** Whether the description says what may stand there. */
        boolean isExemplified() {
            return schema.has("example") || schema.has("enum");
        }
    }

    /** Whether it wants something else than a token, in a header. */
    boolean session() {
        return parameters.stream().anyMatch(each -> each.required() && each.in().equals("header"));
    }

    String name() {
        return method + " " + path;
    }

    /** All operations of the document, in its order. */
    static List<Operation> of(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .forEachEntry(
                        (path, methods) ->
                                methods.forEachEntry(
                                        (method, operation) -> {
                                            if (METHODS.contains(method)) {
                                                operations.add(
                                                        of(
                                                                document, path, method, methods,
                                                                operation));
                                            }
                                        }));
        return operations;
    }

    private static Operation of(
            JsonNode document, String path, String method, JsonNode methods, JsonNode operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode list : List.of(methods.path("parameters"), operation.path("parameters"))) {
            for (JsonNode each : list) {
                JsonNode parameter = resolved(document, each);
                parameters.add(
                        new Parameter(
                                parameter.path("name").asString(""),
                                parameter.path("in").asString(""),
                                parameter.path("required").asBoolean(false),
                                exemplified(parameter)));
            }
        }
        Map<String, JsonNode> bodies = new java.util.LinkedHashMap<>();
        resolved(document, operation.path("requestBody"))
                .path("content")
                .forEachEntry((type, content) -> bodies.put(type, content.path("schema")));
        return new Operation(
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                parameters,
                bodies,
                !operation.path("security").isEmpty(),
                operation.path("responses"));
    }

    /** Its schema, with the parameter's own example. */
    private static JsonNode exemplified(JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        return parameter.has("example") && schema instanceof ObjectNode object
                ? object.deepCopy().set("example", parameter.path("example"))
                : schema;
    }

    /** What is documented for the status: by itself, by its class ({@code 4XX}), or by default. */
    @Nullable JsonNode response(int status, JsonNode document) {
        for (String key : List.of(String.valueOf(status), status / 100 + "XX", "default")) {
            if (responses.has(key)) {
                return resolved(document, responses.path(key));
            }
        }
        return null;
    }

    /** The node, or what it refers to. */
    static JsonNode resolved(JsonNode document, JsonNode node) {
        JsonNode reference = node.path("$ref");
        if (!reference.isString()) {
            return node;
        }
        JsonNode target = document.at(reference.asString().substring(1));
        return target.isMissingNode() ? JsonNodeFactory.instance.objectNode() : target;
    }
}
