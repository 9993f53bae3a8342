package org.practicehub.drills.doors;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A request made up for an operation. */
final class Inquiry {

    /** The role of who shows no token. */
    static final String NOBODY = "nobody";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SHOWN = 300;
    private static final int LONGEST_VALUE = 6_000;

    private final Operation operation;
    private final String role;
    private final Fault fault;
    private final String target;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;

    private Inquiry(
            Operation operation,
            String role,
            Fault fault,
            String target,
            Map<String, String> headers,
            byte @Nullable [] body) {
        this.operation = operation;
        this.role = role;
        this.fault = fault;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    Operation operation() {
        return operation;
    }

    /** Whose token it carries: a role, {@link #NOBODY}, or {@code stranger} with a bad one. */
    String role() {
        return role;
    }

    Fault fault() {
        return fault;
    }

    static Inquiry of(
            Operation operation, String role, Values values, Known known, RandomGenerator random) {
        Fault fault = Fault.any(random);
        List<Operation.Parameter> changeable =
                operation.parameters().stream()
                        .filter(each -> !each.name().equalsIgnoreCase("Authorization"))
                        .toList();
        boolean inBody =
                !operation.bodies().isEmpty()
                        && (changeable.isEmpty()
                                || random.nextInt(4) > 0
                                || fault == Fault.MALFORMED);
        int victim =
                inBody || fault == Fault.NONE || changeable.isEmpty()
                        ? -1
                        : random.nextInt(changeable.size());

        String path = operation.path();
        String id = known.id(role, path, random);
        int first = path.indexOf('{');
        String itself = first < 0 ? "" : path.substring(first + 1, path.indexOf('}'));
        List<String> query = new ArrayList<>();
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < changeable.size(); i++) {
            Operation.Parameter parameter = changeable.get(i);
            boolean chosen = i == victim;
            boolean condition = parameter.name().equals("If-Match");
            boolean left = chosen && fault == Fault.MISSING && !parameter.in().equals("path");
            if (left || (!chosen && !condition && !parameter.required() && random.nextInt(5) > 0)) {
                continue;
            }
            String value =
                    !chosen && parameter.name().equals(itself) && !parameter.isExemplified()
                            ? id
                            : value(parameter, chosen ? fault : Fault.NONE, values);
            switch (parameter.in()) {
                case "path" -> path = path.replace("{" + parameter.name() + "}", encoded(value));
                case "query" -> query.add(encoded(parameter.name()) + "=" + encoded(value));
                case "header" -> headers.put(parameter.name(), headerValue(value));
                default -> {}
            }
        }
        path = path.replaceAll("\\{[^}]*}", encoded(id));
        if (random.nextInt(6) > 0) {
            headers.computeIfPresent("If-Match", (name, value) -> known.etag(operation.path(), id));
        }
        byte[] body = null;
        if (!operation.bodies().isEmpty()) {
            var types = List.copyOf(operation.bodies().keySet());
            String type = types.get(random.nextInt(types.size()));
            body =
                    body(
                            operation.bodies().getOrDefault(type, StringNode.valueOf("")),
                            inBody ? fault : Fault.NONE,
                            values,
                            random);
            headers.put(
                    "Content-Type",
                    inBody && fault == Fault.MALFORMED && random.nextInt(3) == 0
                            ? "application/x-something"
                            : type.contains("*") ? "application/json" : type);
        }
        String target = path + (query.isEmpty() ? "" : "?" + String.join("&", query));
        return new Inquiry(operation, role, fault, target, headers, body);
    }

    private static String value(Operation.Parameter parameter, Fault fault, Values values) {
        JsonNode good = values.good(parameter.schema(), parameter.name());
        JsonNode value =
                switch (fault) {
                    case OVERSIZED ->
                            StringNode.valueOf(values.oversizedText().substring(0, LONGEST_VALUE));
                    case STRANGE, MALFORMED -> StringNode.valueOf(values.strange());
                    default -> values.bad(good, fault);
                };
        if (value.isArray()) {
            return value.isEmpty() ? "" : value.get(0).asString("");
        }
        String text = value.isValueNode() ? value.asString("") : value.toString();
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text;
    }

    private static byte[] body(
            JsonNode schema, Fault fault, Values values, RandomGenerator random) {
        if (fault == Fault.MALFORMED) {
            byte[] whole = values.good(schema).toString().getBytes(StandardCharsets.UTF_8);
            return switch (random.nextInt(5)) {
                case 0 -> new byte[0];
                case 1 -> java.util.Arrays.copyOf(whole, whole.length / 2);
                case 2 -> "[".repeat(5_000).getBytes(StandardCharsets.UTF_8);
                case 3 -> new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0, (byte) 0xc0};
                default -> values.strange().getBytes(StandardCharsets.UTF_8);
            };
        }
        JsonNode value = fault == Fault.NONE ? values.good(schema) : values.faulty(schema, fault);
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What a header can carry; the rest of such values is for other clients to try. */
    private static String headerValue(String value) {
        String plain = value.replaceAll("[^\\x20-\\x7e]", "?").strip();
        return plain.isEmpty() ? "x" : plain;
    }

    HttpRequest request(URI gateway, @Nullable String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gateway + target))
                        .timeout(PATIENCE)
                        .method(
                                operation.method(),
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    /** For the report. */
    String told() {
        String sent = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        return "as %s, %s %s%s%s"
                .formatted(
                        role,
                        operation.method(),
                        shortened(target),
                        headers.isEmpty() ? "" : " " + headers,
                        sent.isEmpty() ? "" : " " + shortened(sent));
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
