package org.practicehub.submission.practice;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * This instance of the service.
 *
 * @param name unlike that of every other running instance; the same after a restart, so that what
 *     was left behind is taken up at once
 */
@Validated
@ConfigurationProperties("submission.instance")
public record Instance(@NotBlank String name) {}
