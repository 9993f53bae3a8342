package org.practicehub.gateway.tokens;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.net.URI;

/**
 * Whose tokens are accepted. No address is asked before the first token comes.
 *
 * @param issuer as the tokens name it
 * @param jwkSet its public keys
 * @param audience that an access token has to name
 * @param remembered checked tokens at most
 */
@Validated
@ConfigurationProperties("gateway.tokens")
public record Issuer(
        @NotBlank String issuer,
        @NotNull URI jwkSet,
        @DefaultValue("gateway") @NotBlank String audience,
        @DefaultValue("20000") int remembered) {}
