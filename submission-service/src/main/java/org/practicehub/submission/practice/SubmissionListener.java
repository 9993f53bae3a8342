package org.practicehub.submission.practice;

/** Hears of every submission this instance has written, after the write. */
@FunctionalInterface
public interface SubmissionListener {

    /**
     * Told of every submission at the start; again, from the beginning, when the store was away.
     */
    default void stored(Stored submission) {}

    /**
     * Calls of several threads may overlap and overtake each other: the higher {@link
     * Submission#version()} is the newer state. The submission is not to be changed.
     */
    void written(Submission submission);
}
