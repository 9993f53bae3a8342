package org.practicehub.catalogue.store;

/**
 * A place between two practices of an order: behind the one with this key and id, whether or not it
 * still stands there.
 *
 * @param key a {@link Long} (milliseconds) for orders by time, a {@link String} for titles, a
 *     {@link Float} for relevance
 * @param snapshot of the index in which the order was seen; 0 for orders that need none
 */
public record Position(Object key, String id, long snapshot) {

    public Position(Object key, String id) {
        this(key, id, 0);
    }
}
