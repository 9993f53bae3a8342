package org.practicehub.catalogue.projection;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands a batch over as Kafka delivered it. The binder's own converters parse every header as JSON
 * and have no place for a null value; here the records travel whole in {@link
 * KafkaHeaders#RAW_DATA}.
 */
@Component("rawRecords")
class RawRecords implements BatchMessageConverter {

    private static final byte[] NOTHING = {};

    @Override
    public Message<?> toMessage(
            List<ConsumerRecord<?, ?>> records,
            @Nullable Acknowledgment acknowledgment,
            @Nullable Consumer<?, ?> consumer,
            @Nullable Type payloadType) {
        List<byte[]> values = new ArrayList<>(records.size());
        for (ConsumerRecord<?, ?> record : records) {
            values.add(record.value() instanceof byte[] value ? value : NOTHING);
        }
        return MessageBuilder.withPayload(values)
                .setHeader(KafkaHeaders.RAW_DATA, List.copyOf(records))
                .build();
    }

    @Override
    public List<ProducerRecord<?, ?>> fromMessage(Message<?> message, String topic) {
        throw new UnsupportedOperationException("only reads");
    }

    /** The records of a batch. */
    @SuppressWarnings("unchecked")
    static List<ConsumerRecord<byte[], byte @Nullable []>> of(Message<List<byte[]>> batch) {
        Object records = batch.getHeaders().get(KafkaHeaders.RAW_DATA);
        if (records == null) {
            throw new IllegalStateException("this binding has not rawRecords as its converter");
        }
        return (List<ConsumerRecord<byte[], byte @Nullable []>>) records;
    }
}
