package org.practicehub.bench;

import java.io.IOException;

/** A benchmark: one question to a running product. */
interface Question {

    String name();

    /** The question, as a person would ask it. */
    String asks();

    /** Prints the answer: each run, the medians and the raw limit. */
    void answer(Hub hub, Options options, Report report) throws IOException, InterruptedException;
}
