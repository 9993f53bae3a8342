package org.practicehub.gateway.routes;

/** Who stands behind the gateway. */
public enum Service {
    SUBMISSION("submission-service", "The submission service"),
    TAGGING("tagging-service", "The tagging service"),
    CATALOGUE("catalogue-service", "The catalogue"),
    NOTIFICATION("notification-service", "The notification service"),
    IDENTITY("identity", "The identity provider");

    private final String id;
    private final String title;

    Service(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** Also the audience that tokens for it name. */
    public String id() {
        return id;
    }

    /** For people, as the subject of a sentence. */
    public String title() {
        return title;
    }
}
