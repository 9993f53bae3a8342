package org.practicehub.catalogue.projection;

import org.apache.kafka.clients.admin.NewTopic;
import org.practicehub.events.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

import java.util.Optional;
import java.util.stream.Stream;

/** The topics this service reads or writes, declared with the broker's own replication. */
@Configuration(proxyBeanMethods = false)
class TopicsOnTheBroker {

    @Bean
    KafkaAdmin.NewTopics catalogueTopics() {
        return new KafkaAdmin.NewTopics(
                Stream.of(
                                Topics.named(Topics.PRACTICES),
                                Topics.named(Topics.TOPICS),
                                Topics.deadLetters("catalogue"))
                        .map(
                                topic ->
                                        new NewTopic(
                                                        topic.name(),
                                                        Optional.of(Topics.PARTITIONS),
                                                        Optional.empty())
                                                .configs(topic.settings()))
                        .toArray(NewTopic[]::new));
    }
}
