package org.practicehub.submission.retagging;

import org.practicehub.submission.practice.Person;

import java.time.Instant;

/**
 * How far the newer tags have been given to the practices.
 *
 * @param by who wanted it
 * @param of how many practices there were to look at when it began: published or not
 * @param looked how many of these have been looked at
 * @param retagged how many have the newer tags by it
 * @param upToDate how many had them before
 * @param refused how many the tagging service does not take; they stay as they are
 */
record Application(
        Person by, Instant begunAt, int of, int looked, int retagged, int upToDate, int refused) {

    static Application by(Person administrator, int practices, Instant now) {
        return new Application(administrator, now, practices, 0, 0, 0, 0);
    }

    Application looked(int more) {
        return new Application(by, begunAt, of, looked + more, retagged, upToDate, refused);
    }

    Application and(TaggedPractices.Change change) {
        return switch (change) {
            case RETAGGED ->
                    new Application(by, begunAt, of, looked, retagged + 1, upToDate, refused);
            case UP_TO_DATE ->
                    new Application(by, begunAt, of, looked, retagged, upToDate + 1, refused);
            case REFUSED ->
                    new Application(by, begunAt, of, looked, retagged, upToDate, refused + 1);
            case GONE -> this;
        };
    }
}
