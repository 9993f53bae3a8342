package org.practicehub.gateway.routes;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

import java.net.URI;
import java.time.Duration;

/**
 * Where the services are and how long and how much the gateway carries for them.
 *
 * @param publicUrl what readers' browsers call this gateway
 * @param services the base address of each service
 * @param connections kept to each service at most
 * @param connectTimeout to reach a service
 * @param answerTimeout between two reads of an answer
 * @param longAnswerTimeout the same for imports, exports and event streams
 * @param bodyLimit of a request
 * @param importLimit of an import
 */
@Validated
@ConfigurationProperties("gateway")
public record Upstreams(
        @NotNull URI publicUrl,
        @NotNull @Valid Services services,
        @DefaultValue("512") int connections,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("30s") Duration answerTimeout,
        @DefaultValue("10m") Duration longAnswerTimeout,
        @DefaultValue("1MB") DataSize bodyLimit,
        @DefaultValue("256MB") DataSize importLimit) {

    /** Base addresses: scheme, host and port. */
    public record Services(
            @NotNull URI submission,
            @NotNull URI tagging,
            @NotNull URI catalogue,
            @NotNull URI notification,
            @NotNull URI identity) {}

    /** The address of one service. */
    public URI of(Service service) {
        return switch (service) {
            case SUBMISSION -> services.submission();
            case TAGGING -> services.tagging();
            case CATALOGUE -> services.catalogue();
            case NOTIFICATION -> services.notification();
            case IDENTITY -> services.identity();
        };
    }
}
