package org.practicehub.submission.queue;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.web.ProblemException;

import java.util.Arrays;

/** In which order moderators see the queue. */
public enum Order {
    OLDEST("oldest"),
    NEWEST("newest"),
    /** What the machine is least sure of first. */
    CONFIDENCE("confidence");

    private final String wire;

    Order(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }

    /**
     * @throws ProblemException 400 when there is no such order
     */
    public static Order parse(@Nullable String text) {
        return text == null
                ? OLDEST
                : Arrays.stream(values())
                        .filter(order -> order.wire.equals(text))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        ProblemException.invalid(
                                                "sort", "must be oldest, newest or confidence"));
    }
}
