package org.practicehub.submission.practice;

/** Hears of every submission this instance has written, after the write. */
@FunctionalInterface
public interface SubmissionListener {

    /**
     * Calls of several threads may overlap and overtake each other: the higher {@link
     * Submission#version()} is the newer state. The submission is not to be changed.
     */
    void written(Submission submission);
}
