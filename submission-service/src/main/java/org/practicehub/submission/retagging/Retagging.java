package org.practicehub.submission.retagging;

import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.HttpStatus;

import java.time.Instant;
import java.util.Locale;

/**
 * One turn of giving published practices the tags of a newer tagger: first it compares and changes
 * nothing, then somebody has it applied. It may be stopped and resumed while it walks.
 *
 * @param version counts its writes; whoever changes an older one is told
 * @param attempt counts how often it was set going: whoever walked before walks no further
 * @param stoppedWhile what it did when it was stopped
 * @param generation of the newer tagger
 * @param cursor the last practice that was looked at in this walk
 * @param problem why it does not get on, or ended
 */
record Retagging(
        String id,
        long version,
        int attempt,
        Status status,
        @Nullable Status stoppedWhile,
        int generation,
        Person by,
        Instant begunAt,
        @Nullable Instant endedAt,
        @Nullable String cursor,
        Comparison comparison,
        @Nullable Application application,
        @Nullable String problem) {

    /** Where it stands. */
    enum Status {
        COMPARING,
        COMPARED,
        APPLYING,
        APPLIED,
        STOPPED,
        /** Another tagger answers now than the one it was begun for. */
        OUTDATED;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isWalking() {
            return this == COMPARING || this == APPLYING;
        }
    }

    static Retagging begun(String id, int generation, Person by, int practices, Instant now) {
        return new Retagging(
                id,
                1,
                1,
                Status.COMPARING,
                null,
                generation,
                new Person(by.subject(), by.name(), null),
                now,
                null,
                null,
                Comparison.of(practices),
                null,
                null);
    }

    /**
     * From now on practices are changed.
     *
     * @throws ProblemException 409 unless it has been compared to the end
     */
    Retagging apply(Person administrator, int practices, Instant now) {
        require(status == Status.COMPARED);
        return new Retagging(
                id,
                version,
                attempt + 1,
                Status.APPLYING,
                null,
                generation,
                by,
                begunAt,
                null,
                null,
                comparison,
                Application.by(
                        new Person(administrator.subject(), administrator.name(), null),
                        practices,
                        now),
                null);
    }

    /**
     * @throws ProblemException 409 unless it walks
     */
    Retagging stop() {
        require(status.isWalking());
        return with(Status.STOPPED, status, attempt, endedAt, null);
    }

    /**
     * @throws ProblemException 409 unless it was stopped
     */
    Retagging resume() {
        Status before = stoppedWhile;
        if (status != Status.STOPPED || before == null) {
            throw wrongState();
        }
        return with(before, null, attempt + 1, endedAt, null);
    }

    /** The walk came to its end. */
    Retagging ended(Instant now) {
        return with(
                status == Status.COMPARING ? Status.COMPARED : Status.APPLIED,
                null,
                attempt,
                now,
                null);
    }

    /** Another tagger answers now: what was compared is not what would be applied. */
    Retagging outdated(int other, Instant now) {
        return with(
                Status.OUTDATED,
                null,
                attempt,
                now,
                "The tagger is now of generation " + other + "; begin again.");
    }

    /** It does not get on for the moment. */
    Retagging waitingFor(String reason) {
        return with(status, null, attempt, endedAt, reason);
    }

    Retagging compared(String further, Comparison more) {
        return further(further, more, application);
    }

    Retagging applied(String further, Application more) {
        return further(further, comparison, more);
    }

    /** As it is in the store after a write. */
    Retagging written() {
        return new Retagging(
                id,
                version + 1,
                attempt,
                status,
                stoppedWhile,
                generation,
                by,
                begunAt,
                endedAt,
                cursor,
                comparison,
                application,
                problem);
    }

    private Retagging further(
            String further, Comparison moreCompared, @Nullable Application moreApplied) {
        return new Retagging(
                id,
                version,
                attempt,
                status,
                null,
                generation,
                by,
                begunAt,
                endedAt,
                further,
                moreCompared,
                moreApplied,
                null);
    }

    private Retagging with(
            Status next,
            @Nullable Status meanwhile,
            int nextAttempt,
            @Nullable Instant end,
            @Nullable String why) {
        return new Retagging(
                id,
                version,
                nextAttempt,
                next,
                meanwhile,
                generation,
                by,
                begunAt,
                end,
                cursor,
                comparison,
                application,
                why);
    }

    private void require(boolean allowed) {
        if (!allowed) {
            throw wrongState();
        }
    }

    private ProblemException wrongState() {
        return new ProblemException(
                HttpStatus.CONFLICT, "wrong-state", "It is " + status.wire() + ".");
    }
}
