package org.practicehub.drills;

import java.io.IOException;

/** Nobody said whether it was done: the connection broke, or something on the way was not there. */
final class Unanswered extends IOException {

    private static final long serialVersionUID = 1;

    Unanswered(String why) {
        super(why);
    }

    Unanswered(IOException cause) {
        super(cause.toString(), cause);
    }
}
