package org.practicehub.tagging.intake;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.cloud.stream.binding.Bindable;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.binding.InputBindingLifecycle;
import org.springframework.cloud.stream.binding.OutputBindingLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Binds the function once the broker answers and has the topics. Left to itself Spring Cloud Stream
 * binds while the service starts, and keeps previews waiting for minutes when the broker is away.
 */
@Configuration(proxyBeanMethods = false)
class PatientBindings {

    private static final Logger LOG = LoggerFactory.getLogger(PatientBindings.class);

    /** Takes the place of the two beans that would bind at once. */
    @Bean
    static BeanPostProcessor patience(DefaultListableBeanFactory beans) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                Object patient =
                        switch (bean) {
                            case InputBindingLifecycle eager ->
                                    new Inputs(service(beans), bindables(beans));
                            case OutputBindingLifecycle eager ->
                                    new Outputs(service(beans), bindables(beans));
                            default -> bean;
                        };
                if (patient != bean) {
                    beans.autowireBean(patient);
                }
                return patient;
            }
        };
    }

    @Bean
    SmartLifecycle bindingsWhenTheBrokerAnswers(
            KafkaAdmin admin, OutputBindingLifecycle outputs, InputBindingLifecycle inputs) {
        return new Waiting(admin, outputs, inputs);
    }

    private static BindingService service(DefaultListableBeanFactory beans) {
        return beans.getBean(BindingService.class);
    }

    private static Map<String, Bindable> bindables(DefaultListableBeanFactory beans) {
        return beans.getBeansOfType(Bindable.class);
    }

    private static final class Inputs extends InputBindingLifecycle {
        Inputs(BindingService service, Map<String, Bindable> bindables) {
            super(service, bindables);
        }

        @Override
        public boolean isAutoStartup() {
            return false;
        }
    }

    private static final class Outputs extends OutputBindingLifecycle {
        Outputs(BindingService service, Map<String, Bindable> bindables) {
            super(service, bindables);
        }

        @Override
        public boolean isAutoStartup() {
            return false;
        }
    }

    private static final class Waiting implements SmartLifecycle {

        private final KafkaAdmin admin;
        private final OutputBindingLifecycle outputs;
        private final InputBindingLifecycle inputs;
        private volatile CountDownLatch stopped = new CountDownLatch(0);

        Waiting(KafkaAdmin admin, OutputBindingLifecycle outputs, InputBindingLifecycle inputs) {
            this.admin = admin;
            this.outputs = outputs;
            this.inputs = inputs;
        }

        @Override
        public void start() {
            CountDownLatch stop = new CountDownLatch(1);
            stopped = stop;
            Thread.ofPlatform().name("bindings").daemon().start(() -> bind(stop));
        }

        private void bind(CountDownLatch stop) {
            try {
                boolean told = false;
                while (!answers()) {
                    if (!told) {
                        LOG.warn("The broker is away; what is handed in waits to be tagged.");
                        told = true;
                    }
                    if (stop.await(1, TimeUnit.SECONDS)) {
                        return;
                    }
                }
                if (stop.getCount() > 0) {
                    outputs.start(); // First: what comes in needs its way out.
                    inputs.start();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("The tagging function could not be bound", e);
            }
        }

        private boolean answers() {
            try {
                return admin.initialize();
            } catch (RuntimeException e) {
                LOG.debug("The broker does not answer", e);
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
