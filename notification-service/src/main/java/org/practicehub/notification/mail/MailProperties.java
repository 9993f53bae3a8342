package org.practicehub.notification.mail;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.net.URI;
import java.time.Duration;

/**
 * Where messages are handed over, and what they link to.
 *
 * @param publicUrl what links begin with, without a slash at the end
 * @param from the sender as it stands in the header
 * @param username empty for a server that asks for none
 * @param starttls whether an encrypted connection is required
 * @param connections sessions kept open side by side
 * @param timeout for connecting and for each answer
 */
@Validated
@ConfigurationProperties("notification.mail")
public record MailProperties(
        @NotNull URI publicUrl,
        @NotBlank String from,
        @NotBlank String host,
        @Positive int port,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("false") boolean starttls,
        @Positive @DefaultValue("20") int connections,
        @NotNull @DefaultValue("20s") Duration timeout) {}
