package org.practicehub.submission.links;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;

/**
 * How links are visited.
 *
 * @param visit whether they are
 * @param localTargets for trials: allows any port, and addresses of this machine and of private
 *     networks. Never on a machine that others can reach.
 * @param publicUrl where those who are visited learn who we are
 * @param workers requests at the same time
 * @param connectTimeout for the addresses of a name, and for each connection
 * @param timeout for all the requests of one visit together, without the waiting for turns
 * @param pause after a request, before the next one to the same host; a tenth of it, before the
 *     worker's next one
 */
@Validated
@ConfigurationProperties("submission.links")
record LinkProperties(
        @DefaultValue("true") boolean visit,
        @DefaultValue("false") boolean localTargets,
        @NotBlank @DefaultValue("http://localhost:8080") String publicUrl,
        @Positive @DefaultValue("4") int workers,
        @NotNull @DefaultValue("3s") Duration connectTimeout,
        @NotNull @DefaultValue("8s") Duration timeout,
        @NotNull @DefaultValue("1s") Duration pause) {}
