package org.practicehub.submission.retagging;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.net.URI;
import java.time.Duration;

/**
 * How the tagging service is asked.
 *
 * @param url of the service
 * @param tokenUri where this service gets its own token, by client credentials
 * @param timeout of one answer
 * @param atOnce questions under way at the same time
 */
@Validated
@ConfigurationProperties("submission.tagger")
record TaggerProperties(
        @NotNull URI url,
        @NotNull URI tokenUri,
        @NotBlank String clientId,
        @NotBlank String clientSecret,
        @DefaultValue("PT10S") @NotNull Duration timeout,
        @DefaultValue("4") @Min(1) @Max(64) int atOnce) {}
