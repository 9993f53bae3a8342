package org.practicehub.catalogue.projection;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import java.nio.charset.StandardCharsets;

/** How a record that cannot be processed is put aside: as it came, with the reason. */
final class DeadLetters {

    static Message<byte[]> of(ConsumerRecord<byte[], byte @Nullable []> record, String reason) {
        byte[] value = record.value();
        MessageBuilder<byte[]> letter =
                MessageBuilder.withPayload(value == null ? new byte[0] : value);
        for (Header header : record.headers()) {
            letter.setHeader(header.key(), header.value());
        }
        if (record.key() != null) {
            letter.setHeader(KafkaHeaders.KEY, record.key());
        }
        return letter.setHeader("dlq_reason", bytes(reason))
                .setHeader("dlq_topic", bytes(record.topic()))
                .setHeader("dlq_partition", bytes(String.valueOf(record.partition())))
                .setHeader("dlq_offset", bytes(String.valueOf(record.offset())))
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private DeadLetters() {}
}
