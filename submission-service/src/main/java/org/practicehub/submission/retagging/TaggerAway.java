package org.practicehub.submission.retagging;

/** The tagging service can't be asked at present; asking again later may help. */
final class TaggerAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TaggerAway(String message) {
        super(message);
    }

    TaggerAway(String message, Throwable cause) {
        super(message, cause);
    }
}
