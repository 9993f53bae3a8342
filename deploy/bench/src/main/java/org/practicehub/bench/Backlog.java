package org.practicehub.bench;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** What was written to topics and is not yet read by a consumer group. */
final class Backlog implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final Admin kafka;

    Backlog(String bootstrapServers) {
        kafka = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** Records ever written to the topic. */
    long written(String topic) throws IOException, InterruptedException {
        return ends(partitions(topic)).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Records of the topic that the group has not yet said to have read. */
    long left(String group, String topic) throws IOException, InterruptedException {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> ends = ends(partitions);
        ListConsumerGroupOffsetsResult asked = kafka.listConsumerGroupOffsets(group);
        Map<TopicPartition, @Nullable OffsetAndMetadata> read =
                await(asked.partitionsToOffsetAndMetadata());
        long left = 0;
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = read.get(partition);
            left += ends.getOrDefault(partition, 0L) - (offset == null ? 0 : offset.offset());
        }
        return left;
    }

    private List<TopicPartition> partitions(String topic) throws IOException, InterruptedException {
        return await(kafka.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .flatMap(
                        found ->
                                found.partitions().stream()
                                        .map(each -> new TopicPartition(topic, each.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions)
            throws IOException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream()
                        .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        await(kafka.listOffsets(latest).all())
                .forEach((partition, found) -> ends.put(partition, found.offset()));
        return ends;
    }

    private static <T> T await(org.apache.kafka.common.KafkaFuture<T> future)
            throws IOException, InterruptedException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the broker did not say how far readers are", e);
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
