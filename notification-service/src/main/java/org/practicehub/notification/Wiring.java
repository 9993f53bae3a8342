package org.practicehub.notification;

import org.practicehub.notification.instance.Ids;
import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.instance.InstanceProperties;
import org.practicehub.notification.instance.Instances;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Time, ids and identity, passed in wherever they are needed. */
@Configuration(proxyBeanMethods = false)
class Wiring {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Ids ids(Clock clock) {
        SecureRandom random = new SecureRandom();
        return () -> {
            long high = (clock.millis() << 16) | 0x7000L | random.nextInt(0x1000);
            long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low).toString();
        };
    }

    @Bean
    Instance instance(Ids ids) {
        return new Instance(ids.next());
    }

    @Bean
    Instances instances(
            MongoTemplate mongo, Instance instance, InstanceProperties properties, Clock clock) {
        return new Instances(mongo, instance, properties, clock);
    }
}
