package org.practicehub.notification.instance;

/** Makes ids that nobody has had before. */
@FunctionalInterface
public interface Ids {

    /** A UUIDv7. */
    String next();
}
