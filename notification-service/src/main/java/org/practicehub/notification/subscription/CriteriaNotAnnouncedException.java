package org.practicehub.notification.subscription;

/** The broker did not acknowledge a change of criteria in time. */
final class CriteriaNotAnnouncedException extends RuntimeException {

    CriteriaNotAnnouncedException(Throwable cause) {
        super("the criteria topic did not acknowledge in time", cause);
    }
}
