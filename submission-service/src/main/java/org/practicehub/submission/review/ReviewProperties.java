package org.practicehub.submission.review;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;

/**
 * How the desk works.
 *
 * @param claimLength how long a claim keeps others out unless it is taken again
 * @param undoWindow how long a moderator may take a refusal or a request for changes back
 */
@Validated
@ConfigurationProperties("submission.review")
record ReviewProperties(
        @DefaultValue("PT4H") @NotNull Duration claimLength,
        @DefaultValue("PT15M") @NotNull Duration undoWindow) {}
