package org.practicehub.local;

import java.util.Map;
import java.util.Optional;

/**
 * Parts that run elsewhere and are found by an address in the environment; the built-in part then
 * does not start.
 */
record Outside(
        Optional<String> kafka,
        Optional<String> mongodb,
        Optional<String> issuer,
        Optional<String> smtp) {

    static final Outside NOTHING =
            new Outside(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static Outside of(Map<String, String> environment) {
        return new Outside(
                value(environment, "KAFKA_BOOTSTRAP_SERVERS"),
                value(environment, "MONGODB_URI"),
                value(environment, "OIDC_ISSUER_URI"),
                value(environment, "SMTP_HOST"));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(it -> !it.isBlank());
    }
}
