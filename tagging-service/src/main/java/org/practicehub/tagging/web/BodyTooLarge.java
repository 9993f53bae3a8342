package org.practicehub.tagging.web;

import java.io.IOException;

/** More was sent than this service reads. */
final class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLarge() {
        super("body too large");
    }

    String detail() {
        return "The body is larger than " + BodyLimit.MOST_BYTES + " bytes.";
    }
}
