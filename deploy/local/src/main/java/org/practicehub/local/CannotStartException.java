package org.practicehub.local;

/**
 * Something is in the way that the person at the keyboard can mend; the message says it in a line.
 */
final class CannotStartException extends RuntimeException {

    CannotStartException(String message) {
        super(message);
    }
}
