package org.practicehub.submission.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are believed.
 *
 * @param issuer the {@code iss} claim, exactly
 * @param jwkSetUri where the issuer's public keys are
 * @param audience what {@code aud} must contain
 * @param cachedTokens how many verified tokens are remembered until they expire
 */
@Validated
@ConfigurationProperties("submission.security")
record SecurityProperties(
        @NotBlank String issuer,
        @NotBlank String jwkSetUri,
        @DefaultValue("submission-service") @NotBlank String audience,
        @DefaultValue("10000") @Positive int cachedTokens) {}
