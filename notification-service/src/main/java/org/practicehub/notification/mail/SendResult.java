package org.practicehub.notification.mail;

/** How one attempt to hand a message over ended. */
public sealed interface SendResult {

    /** The server took it. */
    record Delivered(String reply) implements SendResult {}

    /** Not now (4xx, or the connection broke); another time, perhaps. */
    record RetryLater(String why) implements SendResult {}

    /** Never (5xx). */
    record Refused(String why) implements SendResult {}

    /** There is no server: says nothing about the message. */
    record Unreachable(String why) implements SendResult {}
}
