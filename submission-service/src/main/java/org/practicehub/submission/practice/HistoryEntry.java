package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One step of a submission.
 *
 * @param number rises by one with each step of the practice, from 1
 * @param by the name of who did it
 * @param subject the account of who did it; empty for the machine
 */
public record HistoryEntry(
        int number, Instant at, String by, String subject, String action, @Nullable String note) {}
