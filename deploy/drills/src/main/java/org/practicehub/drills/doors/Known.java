package org.practicehub.drills.doors;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** Ids, ETags and values that the product has told, so that requests find something. */
final class Known {

    private static final int MOST = 300;
    private static final int LONGEST_VALUE = 120;
    private static final List<String> NAMING = List.of("id", "slug", "name");

    /** By who was told, and where. */
    private final Map<String, List<String>> ids = new ConcurrentHashMap<>();

    /** By where, and of what. */
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    /** By the names of their fields. */
    private final Map<String, List<String>> values = new ConcurrentHashMap<>();

    /** Remembers what an answer told somebody. */
    void learn(String role, String path, JsonNode answer, String etag) {
        String where = collection(path);
        learn(role, where, answer.path("id").asString(""), etag);
        for (JsonNode item : answer.path("items")) {
            for (String name : NAMING) {
                learn(role, where, item.path(name).asString(""), item.path("etag").asString(""));
            }
        }
        learn("", answer);
    }

    private void learn(String role, String where, String id, String etag) {
        if (!id.isEmpty()) {
            keep(ids, where, id);
            keep(ids, role + where, id);
            if (!etag.isEmpty()) {
                tags.put(where + id, etag);
            }
        }
    }

    private void learn(String name, JsonNode node) {
        if (node.isArray()) {
            node.forEach(each -> learn(name, each));
        } else if (node.isObject()) {
            node.forEachEntry(this::learn);
        } else if (node.isString() && node.asString().length() <= LONGEST_VALUE) {
            keep(values, singular(name), node.asString());
        }
    }

    private static void keep(Map<String, List<String>> lists, String name, String value) {
        List<String> list = lists.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>());
        if (list.size() < MOST && !list.contains(value)) {
            list.add(value);
        }
    }

    private static Optional<String> one(
            Map<String, List<String>> lists, String name, RandomGenerator random) {
        List<String> list = lists.getOrDefault(name, List.of());
        return list.isEmpty()
                ? Optional.empty()
                : Optional.of(list.get(random.nextInt(list.size())));
    }

    /** Where the path leads before its first variable. */
    private static String collection(String path) {
        int variable = path.indexOf("/{");
        return variable < 0 ? path : path.substring(0, variable);
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    /** Mostly one that exists where the path leads, and that this role was told of. */
    String id(String role, String path, RandomGenerator random) {
        String where = collection(path);
        Optional<String> found =
                switch (random.nextInt(8)) {
                    case 0 -> Optional.empty();
                    case 1 -> one(ids, where, random);
                    case 2 -> one(values, "id", random);
                    default -> one(ids, role + where, random).or(() -> one(ids, where, random));
                };
        return found.orElseGet(() -> new UUID(random.nextLong(), random.nextLong()).toString());
    }

    /** What was last told of this id where the path leads. */
    String etag(String path, String id) {
        return tags.getOrDefault(collection(path) + id, "\"1\"");
    }

    /** What the product called by this name somewhere. */
    Optional<String> value(String name, RandomGenerator random) {
        return one(values, singular(name), random);
    }
}
