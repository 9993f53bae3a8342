package org.practicehub.tagging.intake;

import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One record of a batch, with what Kafka tells about it.
 *
 * @param value null where the record is a tombstone
 * @param headers as Kafka carries them
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of Kafka, never compared
record ReceivedRecord(
        byte @Nullable [] key,
        byte @Nullable [] value,
        Map<String, byte[]> headers,
        String topic,
        int partition,
        long offset) {

    static List<ReceivedRecord> of(Message<? extends List<?>> batch) {
        List<?> values = batch.getPayload();
        List<?> keys = list(batch, KafkaHeaders.RECEIVED_KEY);
        List<?> headers = list(batch, KafkaHeaders.BATCH_CONVERTED_HEADERS);
        List<?> topics = list(batch, KafkaHeaders.RECEIVED_TOPIC);
        List<?> partitions = list(batch, KafkaHeaders.RECEIVED_PARTITION);
        List<?> offsets = list(batch, KafkaHeaders.OFFSET);
        List<ReceivedRecord> records = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            records.add(
                    new ReceivedRecord(
                            at(keys, i) instanceof byte[] key ? key : null,
                            values.get(i) instanceof byte[] value ? value : null,
                            headers(at(headers, i)),
                            String.valueOf(at(topics, i)),
                            at(partitions, i) instanceof Integer partition ? partition : -1,
                            at(offsets, i) instanceof Long offset ? offset : -1));
        }
        return records;
    }

    byte @Nullable [] header(String name) {
        return headers.get(name);
    }

    String position() {
        return topic + "-" + partition + "@" + offset;
    }

    private static List<?> list(Message<?> batch, String header) {
        return batch.getHeaders().get(header) instanceof List<?> list ? list : List.of();
    }

    private static @Nullable Object at(List<?> list, int i) {
        return i < list.size() ? list.get(i) : null;
    }

    /** The binder maps the headers of a batch by itself: to bytes, or text where it was told so. */
    private static Map<String, byte[]> headers(@Nullable Object converted) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        if (converted instanceof Map<?, ?> map) {
            map.forEach(
                    (name, value) -> {
                        if (value instanceof byte[] bytes) {
                            headers.put(String.valueOf(name), bytes);
                        } else if (value instanceof String text) {
                            headers.put(
                                    String.valueOf(name), text.getBytes(StandardCharsets.UTF_8));
                        }
                    });
        }
        return headers;
    }
}
