package org.practicehub.notification.ledger;

import org.practicehub.events.Occasion;

import java.util.List;

/** What a notification is about; enough to write the message at the moment it is sent. */
public sealed interface Matter {

    /**
     * A practice met subscriptions of the person.
     *
     * @param jobId the fan-out job, which holds the practice as it was published
     */
    record OfPractice(
            String jobId, String practiceId, int revision, Occasion occasion, List<Reason> reasons)
            implements Matter {

        public OfPractice {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * What was gathered for a person until the end of a window.
     *
     * @param cadence daily or weekly
     */
    record OfDigest(String cadence) implements Matter {}

    /** Somebody asked for a subscription with this address; its owner has to agree. */
    record OfConfirmation(String subscription) implements Matter {}

    /**
     * A moderator decided on a submission, took that back, or wrote a comment.
     *
     * @param recipient an account's address, which no subscription knows
     */
    record OfSubmission(
            String submission,
            DeskNews news,
            String title,
            String language,
            String recipient,
            String message)
            implements Matter {}

    /**
     * The owner of the address wants to see what they have.
     *
     * @param link which one: a newer one makes it worthless
     */
    record OfManageLink(String link, String language) implements Matter {}

    /**
     * An endpoint failed for so long that nothing is posted to it any more.
     *
     * @param recipient the address of the account it belongs to
     */
    record OfDisabledEndpoint(String url, String why, String recipient) implements Matter {}
}
