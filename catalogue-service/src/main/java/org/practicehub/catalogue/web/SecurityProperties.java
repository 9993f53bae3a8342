package org.practicehub.catalogue.web;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are believed.
 *
 * @param issuerUri the {@code iss} claim
 * @param jwkSetUri where the issuer's keys are; asked when the first token arrives
 * @param audience must be among the {@code aud} claim
 */
@Validated
@ConfigurationProperties("catalogue.security")
record SecurityProperties(
        @NotBlank String issuerUri, @NotBlank String jwkSetUri, @NotBlank String audience) {}
