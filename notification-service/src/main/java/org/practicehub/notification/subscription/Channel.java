package org.practicehub.notification.subscription;

/** How a subscriber is reached. */
public sealed interface Channel {

    /** By e-mail. */
    record Email(Address address) implements Channel {}

    /** By posting to an endpoint; where that is, and what signs for it, its account knows. */
    record Endpoint() implements Channel {}
}
