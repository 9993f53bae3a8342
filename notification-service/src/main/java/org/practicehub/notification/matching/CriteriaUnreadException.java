package org.practicehub.notification.matching;

/** The criteria topic was not read to where it has to be; to be tried again. */
public final class CriteriaUnreadException extends RuntimeException {

    CriteriaUnreadException(String message) {
        super(message);
    }
}
