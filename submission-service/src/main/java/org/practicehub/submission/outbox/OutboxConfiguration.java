package org.practicehub.submission.outbox;

import org.apache.kafka.clients.admin.NewTopic;
import org.practicehub.events.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

import java.util.stream.Stream;

@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    @Bean
    KafkaAdmin.NewTopics topics() {
        return new KafkaAdmin.NewTopics(
                Stream.of(
                                Topics.named(Topics.PRACTICE_SUBMISSIONS),
                                Topics.named(Topics.PRACTICE_TAGS),
                                Topics.named(Topics.PRACTICES),
                                Topics.named(Topics.TOPICS),
                                Topics.named(Topics.DECISIONS),
                                Topics.deadLetters("submission-tags"))
                        .map(OutboxConfiguration::declared)
                        .toArray(NewTopic[]::new));
    }

    private static NewTopic declared(Topics.Topic topic) {
        return TopicBuilder.name(topic.name())
                .partitions(Topics.PARTITIONS)
                .configs(topic.settings())
                .build();
    }
}
