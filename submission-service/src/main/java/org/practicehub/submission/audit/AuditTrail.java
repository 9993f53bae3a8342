package org.practicehub.submission.audit;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.HistoryEntry;
import org.practicehub.submission.practice.Seal;
import org.practicehub.submission.practice.Submission;

import java.time.Instant;
import java.util.List;

/**
 * All steps of one practice, oldest first, with the verdict on them.
 *
 * @param intact whether nothing was changed, left out or added, and the submission is in the state
 *     its last step left it in
 * @param brokenAt the number of the first step that does not hold, or the one after the last when
 *     the steps hold and the submission is in another state; null when the trail is intact
 * @param head the digest of the last step: kept elsewhere, it proves the whole trail later
 */
public record AuditTrail(
        String practice,
        boolean intact,
        @Nullable Integer brokenAt,
        @Nullable String head,
        List<Step> steps) {

    /**
     * A step as it is kept.
     *
     * @param erased whether who did it and what they said was erased
     * @param personal salted digest of who did it and what they said
     * @param change salted digest of the state after it
     * @param hash digest of the step before and of this one
     */
    public record Step(
            int number,
            Instant at,
            String action,
            String by,
            String subject,
            @Nullable String note,
            boolean erased,
            @Nullable String personal,
            @Nullable String change,
            @Nullable String hash) {

        static Step of(HistoryEntry entry) {
            Seal seal = entry.seal();
            return new Step(
                    entry.number(),
                    entry.at(),
                    entry.action(),
                    entry.by(),
                    entry.subject(),
                    entry.note(),
                    seal != null && seal.salt() == null,
                    seal == null ? null : seal.personal(),
                    seal == null ? null : seal.change(),
                    seal == null ? null : seal.hash());
        }
    }

    /**
     * @param all its steps, oldest first
     */
    static AuditTrail of(Submission submission, List<HistoryEntry> all) {
        Integer brokenAt = brokenAt(all, submission);
        Seal last = all.isEmpty() ? null : all.getLast().seal();
        return new AuditTrail(
                submission.id().value(),
                brokenAt == null,
                brokenAt,
                last == null ? null : last.hash(),
                all.stream().map(Step::of).toList());
    }

    private static @Nullable Integer brokenAt(List<HistoryEntry> steps, Submission submission) {
        HistoryEntry before = null;
        int number = 1;
        for (HistoryEntry step : steps) {
            if (!step.follows(before)) {
                return number;
            }
            before = step;
            number++;
        }
        return submission.isAsItsLastStepLeftIt() ? null : number;
    }
}
