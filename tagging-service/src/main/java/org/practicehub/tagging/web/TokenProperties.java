package org.practicehub.tagging.web;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens count.
 *
 * @param issuer exactly as tokens carry it
 * @param jwkSetUri where the issuer publishes its keys; asked when the first token comes
 */
@Validated
@ConfigurationProperties("practicehub.tagging")
record TokenProperties(@NotBlank String issuer, @NotBlank String jwkSetUri) {}
