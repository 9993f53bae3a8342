package org.practicehub.notification.delivery;

import org.practicehub.notification.mail.Mail;

/** What became of writing a notification down as a message. */
sealed interface Letter {

    record Written(Mail mail) implements Letter {}

    /** Nobody wants it any more. */
    record Unwanted(String why) implements Letter {}
}
