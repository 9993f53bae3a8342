package org.practicehub.notification.intake;

/** A record that can be read, but never handled: trying again would not help. */
public final class PoisonException extends RuntimeException {

    public PoisonException(String reason) {
        super(reason);
    }
}
