package org.practicehub.notification.delivery;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the mail servers of one domain bear.
 *
 * @param name of the domain, in lower case; {@code *} for every other one, each by itself
 * @param connections how many mails are handed over side by side; by default as many as there are
 *     sessions
 * @param perMinute how many a minute; by default a million
 */
record DomainLimit(
        @NotBlank String name,
        @Positive @DefaultValue("1000") int connections,
        @Positive @DefaultValue("1000000") int perMinute) {

    static final String OTHERS = "*";
}
