package org.practicehub.notification.web;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are accepted.
 *
 * @param issuer as it stands in the tokens
 * @param jwkSetUri where the issuer's public keys are, asked when the first token comes
 */
@Validated
@ConfigurationProperties("notification.security")
record SecurityProperties(@NotBlank String issuer, @NotBlank String jwkSetUri) {}
