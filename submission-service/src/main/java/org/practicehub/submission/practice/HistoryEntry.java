package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One step of a submission, and its place in the audit trail.
 *
 * @param number rises by one with each step of the practice, from 1
 * @param by the name of who did it; empty when it was erased
 * @param subject the account of who did it; empty for the machine, and when it was erased
 * @param seal absent of steps from before there were seals
 */
public record HistoryEntry(
        int number,
        Instant at,
        String by,
        String subject,
        String action,
        @Nullable String note,
        @Nullable Seal seal) {

    /** The action of a step that only says something: its note. */
    public static final String COMMENTED = "commented";

    static HistoryEntry sealed(
            @Nullable HistoryEntry before,
            int number,
            Instant at,
            Person by,
            String action,
            @Nullable String note,
            String state) {
        HistoryEntry step =
                new HistoryEntry(number, at, by.name(), by.subject(), action, note, null);
        return step.with(Seal.of(hash(before), step, state));
    }

    /** Whether this step is as it was sealed, and follows the one before. */
    public boolean follows(@Nullable HistoryEntry before) {
        return seal != null
                && number == (before == null ? 1 : before.number() + 1)
                && seal.holds(hash(before), this);
    }

    /** Without who did it and what they said; the chain still holds. */
    public HistoryEntry erased() {
        return new HistoryEntry(
                number, at, "", "", action, null, seal == null ? null : seal.withoutSalt());
    }

    private HistoryEntry with(Seal added) {
        return new HistoryEntry(number, at, by, subject, action, note, added);
    }

    private static String hash(@Nullable HistoryEntry step) {
        return step == null || step.seal() == null ? Seal.BEGINNING : step.seal().hash();
    }
}
