package org.practicehub.submission.practice;

/** A view or an index that has to be read or declared before the service is ready. */
@FunctionalInterface
public interface ReadAtStart {

    /** Called again, from the beginning, when the store was away. */
    void read();
}
