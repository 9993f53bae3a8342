package org.practicehub.catalogue.store;

/**
 * A place between two practices of an order: behind the one with this key and id, whether or not it
 * still stands there.
 *
 * @param key a {@link Long} (milliseconds) for orders by time, a {@link String} for titles
 */
public record Position(Object key, String id) {}
