package org.practicehub.drills.doors;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** Ids and ETags that the product has told, so that requests find something. */
final class Known {

    private static final int MOST = 300;

    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final List<String> tags = new CopyOnWriteArrayList<>();

    /** Remembers what an answer told. */
    void learn(JsonNode answer, String etag) {
        String id = answer.path("id").asString("");
        keep(ids, id);
        keep(tags, etag);
        for (JsonNode item : answer.path("items")) {
            keep(ids, item.path("id").asString(""));
        }
    }

    private static void keep(List<String> list, String value) {
        if (!value.isEmpty() && list.size() < MOST && !list.contains(value)) {
            list.add(value);
        }
    }

    /** Mostly one that exists. */
    String id(RandomGenerator random) {
        if (ids.isEmpty() || random.nextInt(8) == 0) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
        return ids.get(random.nextInt(ids.size()));
    }

    /** Mostly one of the first, which are true for longest. */
    String etag(RandomGenerator random) {
        return tags.isEmpty() ? "\"1\"" : tags.get(random.nextInt(Math.min(6, tags.size())));
    }
}
