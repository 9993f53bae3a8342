package org.practicehub.gateway.signin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.net.URI;
import java.util.Set;

/**
 * How people sign in: OpenID Connect with explicit addresses, so that nothing is asked when the
 * gateway starts.
 */
@Validated
@ConfigurationProperties("gateway.sign-in")
public record SignIn(
        @NotBlank String clientId,
        @NotBlank String clientSecret,
        @NotNull URI authorization,
        @NotNull URI token,
        @NotNull URI endSession,
        @DefaultValue({"openid", "profile", "email"}) Set<String> scopes) {

    /** Also the last segment of the redirect address. */
    static final String REGISTRATION = "hub";
}
