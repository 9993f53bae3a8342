package org.practicehub.catalogue.oai;

/** An error of the protocol, told in the body of a 200. */
final class OaiError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;

    OaiError(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }
}
