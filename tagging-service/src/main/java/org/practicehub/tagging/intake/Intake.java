package org.practicehub.tagging.intake;

import io.micrometer.core.instrument.MeterRegistry;

import org.apache.kafka.clients.admin.NewTopic;
import org.practicehub.events.Topics;
import org.practicehub.tagging.tagger.Tagger;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.messaging.Message;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The stream function of this service and the topics it lives between. */
@Configuration(proxyBeanMethods = false)
class Intake {

    static final String GROUP = "tagging";

    @Bean
    Function<Message<List<byte[]>>, List<Message<?>>> tagging(
            Tagger tagger, StreamBridge bridge, Clock clock, MeterRegistry meters) {
        return new SubmissionIntake(tagger, new DeadLetters(bridge), clock, meters);
    }

    @Bean
    KafkaAdmin.NewTopics taggingTopics() {
        return new KafkaAdmin.NewTopics(
                Stream.of(
                                Topics.named(Topics.PRACTICE_SUBMISSIONS),
                                Topics.named(Topics.PRACTICE_TAGS),
                                Topics.deadLetters(GROUP))
                        .map(Intake::declared)
                        .toArray(NewTopic[]::new));
    }

    private static NewTopic declared(Topics.Topic topic) {
        return TopicBuilder.name(topic.name())
                .partitions(Topics.PARTITIONS)
                .configs(topic.settings())
                .build();
    }
}
