package org.practicehub.gateway.routes;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A circuit breaker for each service: when half of the last calls found nobody, callers are told at
 * once for a while, instead of each waiting for its own time-out. What a service answers, be it an
 * error, is no failure here.
 */
@Component
class Fuses {

    /** How long nobody is let through after a fuse has blown. */
    static final Duration REST = Duration.ofSeconds(5);

    private static final CircuitBreakerConfig CONFIG =
            CircuitBreakerConfig.custom()
                    .slidingWindowType(SlidingWindowType.COUNT_BASED)
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(10)
                    .failureRateThreshold(50)
                    .slowCallRateThreshold(100)
                    .slowCallDurationThreshold(Duration.ofDays(1))
                    .waitDurationInOpenState(REST)
                    .permittedNumberOfCallsInHalfOpenState(3)
                    .build();

    private final Map<Service, CircuitBreaker> fuses = new EnumMap<>(Service.class);

    Fuses() {
        for (Service service : Service.values()) {
            fuses.put(service, CircuitBreaker.of(service.id(), CONFIG));
        }
    }

    CircuitBreaker of(Service service) {
        return Objects.requireNonNull(fuses.get(service));
    }
}
