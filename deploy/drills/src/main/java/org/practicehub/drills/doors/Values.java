package org.practicehub.drills.doors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes up values after JSON Schemas, good ones and such as have one fault somewhere. */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;
    private static final int LARGE = 30;
    private static final int OVERSIZED_TEXT = 120_000;
    private static final int OVERSIZED_LIST = 2_000;

    private static final String QUEUE = "/api/v1/review-queue";

    /** Known to be understood somewhere, so that some requests come far. */
    private static final List<String> WORDS =
            List.of(
                    "Return desks of Thimphu",
                    "migration",
                    "en",
                    "practice",
                    "MA",
                    "country:MA",
                    "sdg:10",
                    "sdg-target:10.7",
                    "gcm:23",
                    "cities-and-municipalities",
                    "newest",
                    "2023-05",
                    "2026-11-22T00:00:00Z",
                    "P7D",
                    "someone@example.org",
                    "https://example.org/x",
                    "1",
                    "true",
                    "*");

    private static final List<String> STRANGE =
            List.of(
                    "",
                    " ",
                    "\u0000",
                    "\uD83D",
                    "\uDE00\uD83D",
                    "\u202Etxet\u202C",
                    "\u200B\u200D\uFEFF",
                    "e\u0301\u0323\u0301",
                    "<script>alert(1)</script>",
                    "' OR 1=1 --",
                    "{\"$where\":\"sleep(9)\"}",
                    "${jndi:ldap://127.0.0.1/a}",
                    "../../../etc/passwd",
                    "%00%2e%2e%2f",
                    "\r\nX-Injected: yes",
                    "\uD83D\uDE42\u0645\u0631\u062D\u0628\u0627",
                    "-1",
                    "1e999",
                    "NaN",
                    "9223372036854775808",
                    "0000-00-00",
                    "2026-02-30",
                    "+999999999-12-31T23:59:59Z",
                    "PT-1S",
                    "\"unbalanced",
                    "((((((((((",
                    "a AND OR NOT *",
                    "null");

    private final JsonNode document;
    private final RandomGenerator random;
    private final Known known;

    Values(JsonNode document, RandomGenerator random, Known known) {
        this.document = document;
        this.random = random;
        this.known = known;
    }

    /** A value as the schema wants it. */
    JsonNode good(JsonNode schema) {
        return good(schema, "", 0);
    }

    /** A value for something of this name, as the schema wants it. */
    JsonNode good(JsonNode schema, String name) {
        return good(schema, name, 0);
    }

    private JsonNode good(JsonNode raw, String name, int depth) {
        JsonNode schema = Operation.resolved(document, raw);
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.path(choice).isArray() && !schema.path(choice).isEmpty()) {
                return good(
                        schema.path(choice).get(random.nextInt(schema.path(choice).size())),
                        name,
                        depth);
            }
        }
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> JSON.numberNode(whole(schema));
            case "number" -> JSON.numberNode(random.nextDouble());
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> JSON.stringNode(text(schema, name));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(each -> required.add(each.asString()));
        schema.path("properties")
                .forEachEntry(
                        (name, property) -> {
                            if (required.contains(name)
                                    || (depth < DEEPEST && random.nextInt(3) == 0)) {
                                object.set(name, good(property, name, depth + 1));
                            }
                        });
        if (object.path("id").isString() && object.has("etag")) {
            object.put("etag", known.etag(QUEUE, object.path("id").asString()));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        ArrayNode array = JSON.arrayNode();
        int length = depth >= DEEPEST ? 0 : random.nextInt(3);
        for (int i = 0; i < length; i++) {
            array.add(good(schema.path("items"), name, depth + 1));
        }
        return array;
    }

    /** Small, and within the schema's bounds; near the least half of the time. */
    private int whole(JsonNode schema) {
        int least = schema.path("minimum").asInt(1);
        int most = Math.min(schema.path("maximum").asInt(LARGE), random.nextBoolean() ? 2 : LARGE);
        return random.nextInt(least, Math.max(least, most) + 1);
    }

    private String text(JsonNode schema, String name) {
        String format = schema.path("format").asString("");
        if (schema.has("example") && random.nextInt(4) > 0) {
            return schema.path("example").asString("");
        }
        if (format.equals("uuid") || name.equals("id") || name.equals("into")) {
            return known.value("id", random).orElse("");
        }
        return switch (format) {
            case "date-time" -> "2026-11-22T00:00:00Z";
            case "date" -> "2026-11-22";
            case "uri" -> "https://example.org/x";
            default ->
                    switch (name) {
                        case "title" -> "Return desks of " + random.nextInt();
                        case "summary" ->
                                "In Bhutan, Thimphu opened desks for SDG 8 and target 10.7.";
                        case "language" -> "en";
                        default -> understood(name);
                    };
        };
    }

    private String understood(String name) {
        return (random.nextBoolean() ? known.value(name, random) : Optional.<String>empty())
                .orElseGet(() -> WORDS.get(random.nextInt(WORDS.size())));
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode each : type) {
                if (!each.asString("").equals("null")) {
                    return each.asString("");
                }
            }
        }
        return type.isString() ? type.asString() : schema.has("properties") ? "object" : "string";
    }

    /** A good value in which one place has the fault. */
    JsonNode faulty(JsonNode schema, Fault fault) {
        JsonNode value = good(schema);
        List<ObjectNode> objects = new ArrayList<>();
        collect(value, objects);
        List<ObjectNode> filled = objects.stream().filter(each -> !each.isEmpty()).toList();
        if (filled.isEmpty()) {
            return bad(value, fault);
        }
        ObjectNode at = filled.get(random.nextInt(filled.size()));
        List<String> names = List.copyOf(at.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        if (fault == Fault.MISSING) {
            at.remove(name);
        } else {
            at.set(name, bad(at.path(name), fault));
        }
        return value;
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    /** Something with the fault in the place of a good value. */
    JsonNode bad(JsonNode good, Fault fault) {
        return switch (fault) {
            case NONE -> good;
            case MISSING -> JSON.nullNode();
            case WRONG_TYPE, MALFORMED -> otherType(good);
            case OVERSIZED -> oversized(good);
            case BOUNDARY -> boundary(good);
            case STRANGE -> JSON.stringNode(strange());
        };
    }

    /** Text nobody would think of, or anything at all. */
    String strange() {
        if (random.nextInt(4) > 0) {
            return STRANGE.get(random.nextInt(STRANGE.size()));
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i >= 0; i--) {
            text.append((char) random.nextInt(Character.MAX_VALUE + 1));
        }
        return text.toString();
    }

    String oversizedText() {
        return "x".repeat(OVERSIZED_TEXT);
    }

    private JsonNode otherType(JsonNode good) {
        List<JsonNode> all =
                List.of(
                        JSON.stringNode("text"),
                        JSON.numberNode(-7.5),
                        JSON.booleanNode(true),
                        JSON.nullNode(),
                        JSON.arrayNode().add(JSON.objectNode()),
                        JSON.objectNode().put("unexpected", 1));
        List<JsonNode> others =
                all.stream().filter(each -> each.getNodeType() != good.getNodeType()).toList();
        return others.get(random.nextInt(others.size()));
    }

    private JsonNode oversized(JsonNode good) {
        if (good.isArray()) {
            ArrayNode many = JSON.arrayNode();
            JsonNode one = good.isEmpty() ? JSON.stringNode("x") : good.get(0);
            for (int i = 0; i < OVERSIZED_LIST; i++) {
                many.add(one);
            }
            return many;
        }
        return good.isNumber() ? JSON.numberNode(Long.MAX_VALUE) : JSON.stringNode(oversizedText());
    }

    private JsonNode boundary(JsonNode good) {
        if (good.isNumber()) {
            long[] edges = {0, -1, 1, 100, 101, Integer.MAX_VALUE, Integer.MIN_VALUE};
            return JSON.numberNode(edges[random.nextInt(edges.length)]);
        }
        if (good.isArray()) {
            return JSON.arrayNode();
        }
        if (good.isObject()) {
            return JSON.objectNode();
        }
        int[] lengths = {0, 1, 299, 300, 301, 4_999, 5_001, 100_000, 100_001};
        return JSON.stringNode("a".repeat(lengths[random.nextInt(lengths.length)]));
    }
}
