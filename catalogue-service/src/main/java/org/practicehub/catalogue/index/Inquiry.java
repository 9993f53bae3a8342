package org.practicehub.catalogue.index;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.store.Order;
import org.practicehub.catalogue.store.Position;
import org.practicehub.criteria.Criteria;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a reader wants to see.
 *
 * @param order null for the most relevant first
 * @param after where the page before this one ended
 * @param facets to count among everything that meets the criteria
 * @param origin only practices with a tag set so; null for all
 */
public record Inquiry(
        Criteria criteria,
        @Nullable String origin,
        @Nullable Order order,
        @Nullable Position after,
        int limit,
        Set<Facet> facets) {

    /** One value of a facet and how many practices have it. */
    public record Count(String value, int count) {}

    /**
     * A practice that was found.
     *
     * @param card see {@link Card}
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes to be sent, never compared
    public record Hit(String id, byte[] card) {}

    /**
     * One page.
     *
     * @param total of all that meet the criteria
     * @param next where this page ends; null when there is nothing behind it
     */
    public record Found(
            List<Hit> hits, long total, Map<Facet, List<Count>> facets, @Nullable Position next) {}
}
