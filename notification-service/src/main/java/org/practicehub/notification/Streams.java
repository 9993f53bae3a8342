package org.practicehub.notification;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.practicehub.events.Topics;
import org.practicehub.notification.decision.Decisions;
import org.practicehub.notification.delivery.SliceIntake;
import org.practicehub.notification.instance.InstanceProperties;
import org.practicehub.notification.planning.Planner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.messaging.Message;
import org.springframework.util.backoff.ExponentialBackOff;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The topics this service reads and writes, and what becomes of their records. */
@Configuration(proxyBeanMethods = false)
class Streams {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

    @Bean
    KafkaAdmin.NewTopics notificationTopics() {
        return new KafkaAdmin.NewTopics(
                Stream.concat(
                                Stream.of(
                                                Topics.PRACTICES,
                                                Topics.DECISIONS,
                                                Topics.CRITERIA,
                                                Topics.TOPICS,
                                                Topics.NOTIFICATIONS)
                                        .map(Topics::named),
                                Stream.of(Planner.GROUP, SliceIntake.GROUP, Decisions.GROUP)
                                        .map(Topics::deadLetters))
                        .map(Streams::declared)
                        .toArray(NewTopic[]::new));
    }

    private static NewTopic declared(Topics.Topic topic) {
        return TopicBuilder.name(topic.name())
                .partitions(Topics.PARTITIONS)
                .configs(topic.settings())
                .build();
    }

    @Bean
    Consumer<Message<List<byte[]>>> planPractices(Planner planner) {
        return planner::on;
    }

    @Bean
    Consumer<Message<List<byte[]>>> enterSlices(SliceIntake slices) {
        return slices::on;
    }

    @Bean
    Consumer<Message<List<byte[]>>> tellDecisions(Decisions decisions) {
        return decisions::on;
    }

    /**
     * What fails is the store or the broker: the batch comes again until they are back. Records
     * that can never be handled were put aside before.
     */
    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> patientContainers(
            InstanceProperties instance) {
        return (container, _, group) -> {
            if (!instance.name().isEmpty()) {
                // A static member: who comes back under the name has its partitions at once.
                container
                        .getContainerProperties()
                        .getKafkaConsumerProperties()
                        .setProperty(
                                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                                instance.name() + "-" + group);
            }
            ExponentialBackOff pauses = new ExponentialBackOff(200, 2);
            pauses.setMaxInterval(5_000);
            DefaultErrorHandler again =
                    new DefaultErrorHandler(
                            (record, e) -> LOG.error("{} gave up on {}", group, record, e), pauses);
            again.setClassifications(Map.of(), true);
            again.setLogLevel(org.springframework.kafka.KafkaException.Level.WARN);
            container.setCommonErrorHandler(again);
        };
    }
}
