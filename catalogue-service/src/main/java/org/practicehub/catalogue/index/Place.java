package org.practicehub.catalogue.index;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far an index has read the log. It is part of the index's commit, so the two cannot disagree.
 *
 * @param topicId of the topic that was read: one of the same name made anew has another
 * @param offsets by partition, of the next record to read
 */
record Place(String topicId, Map<Integer, Long> offsets) {

    /** Raised whenever documents are written in another way; older indexes are made anew. */
    static final String SCHEMA = "5";

    private static final String SCHEMA_KEY = "practicehub.schema";
    private static final String TOPIC_KEY = "practicehub.topic-id";
    private static final String OFFSET_KEY = "practicehub.offset.";

    Place {
        offsets = Map.copyOf(offsets);
    }

    Map<String, String> toCommitData() {
        Map<String, String> data = new HashMap<>();
        data.put(SCHEMA_KEY, SCHEMA);
        data.put(TOPIC_KEY, topicId);
        offsets.forEach((partition, offset) -> data.put(OFFSET_KEY + partition, "" + offset));
        return data;
    }

    /** Null when the commit is of another schema or of something else. */
    static @Nullable Place of(Map<String, String> data) {
        String topic = data.get(TOPIC_KEY);
        if (topic == null || !SCHEMA.equals(data.get(SCHEMA_KEY))) {
            return null;
        }
        Map<Integer, Long> offsets = new TreeMap<>();
        for (Map.Entry<String, String> entry : data.entrySet()) {
            if (entry.getKey().startsWith(OFFSET_KEY)) {
                offsets.put(
                        Integer.valueOf(entry.getKey().substring(OFFSET_KEY.length())),
                        Long.valueOf(entry.getValue()));
            }
        }
        return new Place(topic, offsets);
    }
}
