package org.practicehub.submission.practice;

/** Makes ids for new practices; tests bring their own. */
@FunctionalInterface
public interface IdGenerator {

    PracticeId next();
}
