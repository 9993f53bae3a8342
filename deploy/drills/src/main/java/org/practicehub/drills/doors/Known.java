package org.practicehub.drills.doors;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** Ids and ETags that the product has told, so that requests find something. */
final class Known {

    private static final int MOST = 300;
    private static final int PREFIX = "/api/v1/".length();

    /** Different views of one thing: what the one tells, the others understand. */
    private static final Set<String> OF_PRACTICES =
            Set.of("submissions", "review-queue", "practices");

    private final Map<String, List<String>> ids = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    /** Remembers what an answer told. */
    void learn(String path, JsonNode answer, String etag) {
        String id = answer.path("id").asString("");
        keep(path, id);
        if (!id.isEmpty() && !etag.isEmpty()) {
            tags.put(id, etag);
        }
        for (JsonNode item : answer.path("items")) {
            keep(path, item.path("id").asString(""));
            keep(path, item.path("slug").asString(""));
        }
    }

    private void keep(String path, String value) {
        List<String> list = list(path);
        if (!value.isEmpty() && list.size() < MOST && !list.contains(value)) {
            list.add(value);
        }
    }

    private List<String> list(String path) {
        String rest = path.length() > PREFIX ? path.substring(PREFIX) : "";
        int end = rest.indexOf('/');
        String collection = end < 0 ? rest : rest.substring(0, end);
        int query = collection.indexOf('?');
        collection = query < 0 ? collection : collection.substring(0, query);
        return ids.computeIfAbsent(
                OF_PRACTICES.contains(collection) ? "practices" : collection,
                key -> new CopyOnWriteArrayList<>());
    }

    /** Mostly one that exists where the path leads. */
    String id(String path, RandomGenerator random) {
        List<String> list = list(path);
        if (list.isEmpty() || random.nextInt(8) == 0) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
        return list.get(random.nextInt(list.size()));
    }

    /** What was last told of this id. */
    String etag(String id) {
        return tags.getOrDefault(id, "\"1\"");
    }
}
