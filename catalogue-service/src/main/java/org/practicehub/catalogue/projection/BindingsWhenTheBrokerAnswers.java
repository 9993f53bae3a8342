package org.practicehub.catalogue.projection;

import org.apache.kafka.common.KafkaException;
import org.practicehub.catalogue.index.BrokerTopics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.cloud.stream.binding.AbstractBindingLifecycle;
import org.springframework.cloud.stream.binding.Bindable;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.binding.InputBindingLifecycle;
import org.springframework.cloud.stream.binding.OutputBindingLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Binds the listeners once the broker answers and has the topics. Left to itself Spring Cloud
 * Stream binds while the service starts, and keeps it from starting for minutes when the broker is
 * away.
 */
@Configuration(proxyBeanMethods = false)
class BindingsWhenTheBrokerAnswers {

    private static final Logger log = LoggerFactory.getLogger(BindingsWhenTheBrokerAnswers.class);

    /** Takes the place of the two beans that would bind at once. */
    @Bean
    static BeanPostProcessor patience(DefaultListableBeanFactory beans) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return switch (bean) {
                    case InputBindingLifecycle eager ->
                            autowired(beans, new PatientInputs(service(beans), bindables(beans)));
                    case OutputBindingLifecycle eager ->
                            autowired(beans, new PatientOutputs(service(beans), bindables(beans)));
                    default -> bean;
                };
            }
        };
    }

    @Bean
    SmartLifecycle waitForTheBroker(BrokerTopics topics, List<AbstractBindingLifecycle> bindings) {
        return new Waiting(topics, bindings);
    }

    private static <T> T autowired(AutowireCapableBeanFactory beans, T bean) {
        beans.autowireBean(bean);
        return bean;
    }

    private static BindingService service(DefaultListableBeanFactory beans) {
        return beans.getBean(BindingService.class);
    }

    private static Map<String, Bindable> bindables(DefaultListableBeanFactory beans) {
        return beans.getBeansOfType(Bindable.class);
    }

    private static final class PatientInputs extends InputBindingLifecycle {
        PatientInputs(BindingService service, Map<String, Bindable> bindables) {
            super(service, bindables);
        }

        @Override
        public boolean isAutoStartup() {
            return false;
        }
    }

    private static final class PatientOutputs extends OutputBindingLifecycle {
        PatientOutputs(BindingService service, Map<String, Bindable> bindables) {
            super(service, bindables);
        }

        @Override
        public boolean isAutoStartup() {
            return false;
        }
    }

    private static final class Waiting implements SmartLifecycle {

        private final BrokerTopics topics;
        private final List<AbstractBindingLifecycle> bindings;
        private volatile CountDownLatch stopped = new CountDownLatch(0);

        Waiting(BrokerTopics topics, List<AbstractBindingLifecycle> bindings) {
            this.topics = topics;
            // Dead letters need their way out before anything comes in.
            this.bindings =
                    bindings.stream()
                            .sorted(
                                    (one, other) ->
                                            Boolean.compare(
                                                    one instanceof InputBindingLifecycle,
                                                    other instanceof InputBindingLifecycle))
                            .toList();
        }

        @Override
        public void start() {
            CountDownLatch stop = new CountDownLatch(1);
            stopped = stop;
            Thread.ofPlatform().daemon().name("catalogue-bindings").start(() -> bind(stop));
        }

        private void bind(CountDownLatch stop) {
            try {
                while (!topicsAreThere()) {
                    if (stop.await(1, TimeUnit.SECONDS)) {
                        return;
                    }
                }
                if (stop.getCount() > 0) {
                    bindings.forEach(AbstractBindingLifecycle::start);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.error("the projection cannot be bound", e);
            }
        }

        private boolean topicsAreThere() {
            try {
                topics.ensure();
                return true;
            } catch (KafkaException e) {
                log.info("the broker does not answer, the projection waits: {}", e.toString());
                return false;
            }
        }

        @Override
        public void stop() {
            stopped.countDown();
        }

        @Override
        public boolean isRunning() {
            return stopped.getCount() > 0;
        }
    }
}
