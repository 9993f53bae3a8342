package org.practicehub.notification.ledger;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One message owed to one person.
 *
 * @param id who, what and why together: the same message always has the same id, and the ledger
 *     takes each id once
 * @param subscriber who is told; the submission's id for decisions
 * @param attempts how often sending was tried
 * @param nextAt not to be tried before
 * @param owner the instance that sends it
 * @param outcome the other side's last words
 * @param line where it stands on a page of its job; absent when it stands alone
 */
public record Notification(
        String id,
        String subscriber,
        Matter matter,
        State state,
        int attempts,
        Instant nextAt,
        String owner,
        Instant createdAt,
        @Nullable Instant doneAt,
        @Nullable String outcome,
        @Nullable Line line) {

    /** What the ids of subscribers that are endpoints begin with. */
    public static final String ENDPOINT = "endpoint:";

    /**
     * The same message has the same id: looking at the reasons as well would take as long again.
     */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    public static Notification owed(
            String id, String subscriber, Matter matter, String owner, Instant now) {
        return new Notification(
                id, subscriber, matter, State.PENDING, 0, now, owner, now, null, null, null);
    }

    /** A digest that is handed over when its window ends. */
    public static Notification digest(
            String subscriber, String cadence, Instant due, String owner, Instant now) {
        return new Notification(
                "digest:" + subscriber + ":" + cadence + ":" + due.getEpochSecond(),
                subscriber,
                new Matter.OfDigest(cadence),
                State.PENDING,
                0,
                due,
                owner,
                now,
                null,
                null,
                null);
    }

    /** To wait in a digest instead of being sent by itself. */
    public Notification gathered() {
        return with(State.GATHERED, attempts, nextAt, owner, doneAt, outcome);
    }

    public Notification inHandsOf(String instance) {
        return with(state, attempts, nextAt, instance, doneAt, outcome);
    }

    public Notification postponed(Instant until, String why) {
        return with(state, attempts + 1, until, owner, null, why);
    }

    /** An attempt was the last one, for now. */
    Notification ended(State as, Instant at, String words) {
        int tried = as == State.BOUNCED ? attempts : attempts + 1;
        return with(as, tried, nextAt, owner, at, words);
    }

    /** Not a failure of the message: the attempt does not count. */
    public Notification notBefore(Instant until) {
        return with(state, attempts, until, owner, doneAt, outcome);
    }

    private Notification with(
            State newState,
            int tried,
            Instant until,
            String instance,
            @Nullable Instant endedAt,
            @Nullable String words) {
        return new Notification(
                id,
                subscriber,
                matter,
                newState,
                tried,
                until,
                instance,
                createdAt,
                endedAt,
                words,
                line);
    }

    /** Owed once more, from the first attempt on, in an entry of its own. */
    Notification again(String by, Instant at) {
        return new Notification(
                id, subscriber, matter, State.PENDING, 0, at, by, createdAt, null, outcome, null);
    }

    /** Whether it is posted to an endpoint; all others leave by e-mail. */
    public boolean toEndpoint() {
        return subscriber.startsWith(ENDPOINT);
    }

    /** What shares its turn with nothing else: an endpoint, a job, one kind of single messages. */
    public String lane() {
        if (toEndpoint()) {
            return subscriber;
        }
        return switch (matter) {
            case Matter.OfPractice practice -> practice.jobId();
            case Matter.OfConfirmation _, Matter.OfManageLink _ -> "links";
            case Matter.OfSubmission _ -> "decisions";
            case Matter.OfDigest _ -> "digests";
            case Matter.OfDisabledEndpoint _ -> "endpoints";
        };
    }

    /** The same for every attempt, and silent about who and what: receivers drop a copy by it. */
    public String messageKey() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
