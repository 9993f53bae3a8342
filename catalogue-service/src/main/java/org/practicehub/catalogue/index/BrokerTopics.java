package org.practicehub.catalogue.index;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.practicehub.events.Topics;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The topics this service reads or writes, with the broker's own replication. Made when the broker
 * answers, never while the service starts.
 */
@Component
public class BrokerTopics {

    private static final long PATIENCE_SECONDS = 6;

    private static final List<Topics.Topic> NEEDED =
            List.of(
                    Topics.named(Topics.PRACTICES),
                    Topics.named(Topics.TOPICS),
                    Topics.deadLetters("catalogue"));

    private final IndexProperties properties;

    BrokerTopics(IndexProperties properties) {
        this.properties = properties;
    }

    /**
     * Makes the topics that are missing.
     *
     * @throws KafkaException when the broker does not answer
     */
    public void ensure() {
        try (Admin admin = admin()) {
            Set<String> there = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing =
                    NEEDED.stream()
                            .filter(topic -> !there.contains(topic.name()))
                            .map(
                                    topic ->
                                            new NewTopic(
                                                            topic.name(),
                                                            Optional.of(Topics.PARTITIONS),
                                                            Optional.empty())
                                                    .configs(topic.settings()))
                            .toList();
            if (!missing.isEmpty()) {
                admin.createTopics(missing).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            // Another service was quicker; what else is missing is made at the next attempt.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("the topics cannot be made", e.getCause());
            }
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    Admin admin() {
        return Admin.create(
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        properties.bootstrapServers(),
                        AdminClientConfig.CLIENT_ID_CONFIG,
                        "catalogue-topics",
                        AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        1_000,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        3_000,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        5_000));
    }
}
