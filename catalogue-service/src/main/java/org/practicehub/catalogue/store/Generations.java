package org.practicehub.catalogue.store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The copies of one projection: the one that answers, one that is made beside it, and the one that
 * answered before. All of them are kept current, so that a switch and the way back lose nothing.
 *
 * @param candidate null when none is being made
 * @param complete whether the candidate has everything the log had when its making began
 * @param previous null when there is no way back
 * @param made how many were ever made; names are never used twice
 */
public record Generations(
        String live,
        @Nullable String candidate,
        boolean complete,
        @Nullable String previous,
        int made) {

    /** Not possible in the present state; the message is for the administrator. */
    public static final class WrongState extends RuntimeException {

        private static final long serialVersionUID = 1;

        WrongState(String message) {
            super(message, null, false, false);
        }
    }

    public static Generations first(String name) {
        return new Generations(name, null, false, null, 1);
    }

    /**
     * @param base what names begin with
     * @throws WrongState when one is being made already
     */
    public Generations begun(String base) {
        if (candidate != null) {
            throw new WrongState("there is a candidate already: switch to it or discard it");
        }
        return new Generations(live, base + "-" + (made + 1), false, previous, made + 1);
    }

    public Generations completed() {
        return new Generations(live, candidate, candidate != null, previous, made);
    }

    /**
     * The candidate answers from now on; the one before it stays for the way back.
     *
     * @throws WrongState without a complete candidate
     */
    public Generations switched() {
        if (candidate == null || !complete) {
            throw new WrongState("there is no complete candidate to switch to");
        }
        return new Generations(
                /* live= */ candidate,
                /* candidate= */ null,
                /* complete= */ false,
                /* previous= */ live,
                made);
    }

    /**
     * The previous one answers again; the one that is left becomes the candidate.
     *
     * @throws WrongState when there is none, or a candidate stands where the present one would go
     */
    public Generations rolledBack() {
        if (previous == null) {
            throw new WrongState("there is nothing to go back to");
        }
        if (candidate != null) {
            throw new WrongState("there is a candidate: discard it first");
        }
        return new Generations(
                /* live= */ previous,
                /* candidate= */ live,
                /* complete= */ true,
                /* previous= */ null,
                made);
    }

    /**
     * Without the candidate.
     *
     * @throws WrongState when there is none
     */
    public Generations discarded() {
        if (candidate == null) {
            throw new WrongState("there is no candidate");
        }
        return new Generations(live, null, false, previous, made);
    }

    /**
     * Without the way back.
     *
     * @throws WrongState when there is none
     */
    public Generations released() {
        if (previous == null) {
            throw new WrongState("there is no previous one");
        }
        return new Generations(live, candidate, complete, null, made);
    }

    /** All that must be kept current, the live one first. */
    public List<String> all() {
        List<String> all = new ArrayList<>(3);
        all.add(live);
        if (candidate != null) {
            all.add(candidate);
        }
        if (previous != null) {
            all.add(previous);
        }
        return all;
    }
}
