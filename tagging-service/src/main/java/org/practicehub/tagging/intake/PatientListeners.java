package org.practicehub.tagging.intake;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** How the listeners hold on to their batches and to their partitions. */
@Configuration(proxyBeanMethods = false)
class PatientListeners {

    private static final long RETRY_MILLIS = 1_000;

    /**
     * A batch whose answers the broker does not take comes again until it does; left to itself the
     * container gives it up after some attempts. Records that cannot be tagged were put aside
     * before, so nothing else is in the way.
     */
    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> nothingIsSkipped(
            IntakeProperties properties) {
        return (container, destination, group) -> {
            container.setCommonErrorHandler(
                    new DefaultErrorHandler(
                            new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS)));
            if (!properties.member().isEmpty()) {
                container
                        .getContainerProperties()
                        .getKafkaConsumerProperties()
                        .setProperty(
                                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                                properties.member() + "-" + group);
            }
        };
    }
}
