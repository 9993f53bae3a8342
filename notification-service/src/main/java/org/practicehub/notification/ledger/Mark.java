package org.practicehub.notification.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What became of some lines of a {@link Page}. Marks are only ever added, by whoever has something
 * to say, and a mark that comes too late means nothing: so no write needs to know another.
 *
 * @param at when; of a handful of equal outcomes, when the last of them ended
 * @param nextAt when those are tried again that are still pending
 * @param words the other side's last ones
 */
record Mark(List<Integer> lines, Kind kind, Instant at, @Nullable Instant nextAt, String words) {

    Mark {
        lines = List.copyOf(lines);
    }

    enum Kind {
        LATER,
        SENT,
        REFUSED,
        EXPIRED,
        CANCELLED,
        BOUNCED,

        /** It has an entry of its own, which is what counts. */
        ALONE;

        static Kind of(State state) {
            return switch (state) {
                case PENDING -> LATER;
                case SENT -> SENT;
                case REFUSED -> REFUSED;
                case EXPIRED -> EXPIRED;
                case CANCELLED -> CANCELLED;
                case BOUNCED -> BOUNCED;
                case GATHERED ->
                        throw new IllegalArgumentException("what waits in digests stands alone");
            };
        }
    }

    /** What is no longer pending keeps what it has, and only what was handed over comes back. */
    Notification on(Notification before) {
        return switch (kind) {
            case ALONE -> before;
            case BOUNCED -> before.state() == State.SENT ? ended(before, State.BOUNCED) : before;
            case LATER ->
                    before.state() == State.PENDING
                            ? before.postponed(Objects.requireNonNullElse(nextAt, at), words)
                            : before;
            case SENT -> once(before, State.SENT);
            case REFUSED -> once(before, State.REFUSED);
            case EXPIRED -> once(before, State.EXPIRED);
            case CANCELLED -> once(before, State.CANCELLED);
        };
    }

    private Notification once(Notification before, State state) {
        return before.state() == State.PENDING ? ended(before, state) : before;
    }

    private Notification ended(Notification before, State state) {
        return before.ended(state, at, words);
    }
}
