package org.practicehub.notification;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.cloud.stream.binding.Bindable;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.binding.InputBindingLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Binds the functions when the broker answers and has the topics. Left to itself Spring Cloud
 * Stream keeps a service from starting for minutes while the broker is away.
 */
@Configuration(proxyBeanMethods = false)
class PatientBindings {

    private static final Logger LOG = LoggerFactory.getLogger(PatientBindings.class);

    @Bean
    static BeanPostProcessor patientInputs(DefaultListableBeanFactory beans) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof InputBindingLifecycle && !(bean instanceof Patient)) {
                    Patient patient =
                            new Patient(
                                    beans.getBean(BindingService.class),
                                    beans.getBeansOfType(Bindable.class));
                    beans.autowireBean(patient);
                    return patient;
                }
                return bean;
            }
        };
    }

    @Bean
    SmartLifecycle bindingsWhenTheBrokerAnswers(KafkaAdmin admin, InputBindingLifecycle inputs) {
        return new Waiting(admin, inputs);
    }

    private static final class Patient extends InputBindingLifecycle {

        Patient(BindingService service, Map<String, Bindable> bindables) {
            super(service, bindables);
        }

        @Override
        public boolean isAutoStartup() {
            return false;
        }
    }

    private static final class Waiting implements SmartLifecycle {

        private final KafkaAdmin admin;
        private final InputBindingLifecycle inputs;
        private volatile CountDownLatch stopped = new CountDownLatch(0);

        Waiting(KafkaAdmin admin, InputBindingLifecycle inputs) {
            this.admin = admin;
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
                while (!answers()) {
                    LOG.info("The broker does not answer yet");
                    if (stop.await(1, TimeUnit.SECONDS)) {
                        return;
                    }
                }
                if (stop.getCount() > 0) {
                    inputs.start();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("The functions could not be bound", e);
            }
        }

        private boolean answers() {
            try {
                return admin.initialize();
            } catch (RuntimeException e) {
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
