package org.practicehub.submission.outbox;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;

/**
 * How the relay works.
 *
 * @param batch the most practices whose events are sent before their acknowledgements are awaited
 * @param removalDelay how long a sent event stays in its document, so that many are removed at once
 * @param answerDelay the same for an event that the tagging service answers: its answer removes it
 *     on its way, in a write that is made anyway
 * @param sendTimeout how long an acknowledgement is awaited; at least the producer's {@code
 *     delivery.timeout.ms}
 * @param lease how long another instance waits before it takes over; at least twice {@code
 *     sendTimeout}
 * @param sweep how often leases are renewed and left work is looked for
 */
@Validated
@ConfigurationProperties("submission.relay")
record RelayProperties(
        @DefaultValue("500") @Positive int batch,
        @DefaultValue("PT2S") @NotNull Duration removalDelay,
        @DefaultValue("PT1M") @NotNull Duration answerDelay,
        @DefaultValue("PT16S") @NotNull Duration sendTimeout,
        @DefaultValue("PT45S") @NotNull Duration lease,
        @DefaultValue("PT5S") @NotNull Duration sweep) {}
