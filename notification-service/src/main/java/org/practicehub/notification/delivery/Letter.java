package org.practicehub.notification.delivery;

import org.practicehub.notification.mail.Mail;

import java.util.List;

/** What became of writing a notification down as a message. */
sealed interface Letter {

    /** Why nobody is told of what retention has forgotten. */
    String TOO_OLD = "too old to be told";

    /** Entries of a digest that are not in the message: nobody wants them any more. */
    List<String> dropped();

    /**
     * @param carried the entries of a digest that are in the message; empty for others
     */
    record Written(Mail mail, List<String> carried, List<String> dropped) implements Letter {

        public Written {
            carried = List.copyOf(carried);
            dropped = List.copyOf(dropped);
        }

        static Written single(Mail mail) {
            return new Written(mail, List.of(), List.of());
        }
    }

    /** Nobody wants it any more. */
    record Unwanted(String why, List<String> dropped) implements Letter {

        public Unwanted {
            dropped = List.copyOf(dropped);
        }

        static Unwanted because(String why) {
            return new Unwanted(why, List.of());
        }
    }
}
