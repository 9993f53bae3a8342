package org.practicehub.notification.ledger;

import org.practicehub.events.Occasion;

/**
 * Where the ledger has what one person is owed by one job: on a page that follows from the person
 * alone, so that nobody stands on two of them, or by itself under {@link #id}.
 *
 * @param pages of the job; 0 when nobody is told by it
 */
public record Place(String subscriber, String jobId, Occasion occasion, int pages) {

    /** The ledger's id: of one message, whatever becomes of it. */
    public String id() {
        return id(subscriber, jobId, occasion);
    }

    static String id(String subscriber, String jobId, Occasion occasion) {
        return subscriber + ":" + jobId + ":" + occasion.wire();
    }

    String page() {
        return page(jobId, number(subscriber, pages));
    }

    /** The id of a page, and of the slice whose people it is about. */
    public static String page(String jobId, int number) {
        return jobId + "/" + number;
    }

    /**
     * Which of the pages, and of the slices, a person is on. What it answers is stored: it must
     * never change.
     *
     * @param pages at least 1
     */
    public static int number(String subscriber, int pages) {
        // The hash of a text moves little with its last characters: spread by Murmur3's last steps.
        int hash = subscriber.hashCode();
        hash = (hash ^ hash >>> 16) * 0x85EB_CA6B;
        hash = (hash ^ hash >>> 13) * 0xC2B2_AE35;
        return Math.floorMod(hash ^ hash >>> 16, pages);
    }
}
