package org.practicehub.drills;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a subscriber of the drill asks for, and what that means: written here a second time, so that
 * the product is not measured by itself.
 *
 * @param all terms ({@code country:MA}, {@code topic:…}) a practice must have
 * @param any of these at least one, when there are some
 * @param not of these none
 */
record Interest(Set<String> all, Set<String> any, Set<String> not) {

    Interest {
        all = Collections.unmodifiableSet(new TreeSet<>(all));
        any = Collections.unmodifiableSet(new TreeSet<>(any));
        not = Collections.unmodifiableSet(new TreeSet<>(not));
    }

    boolean metBy(Collection<String> terms) {
        return terms.containsAll(all)
                && (any.isEmpty() || any.stream().anyMatch(terms::contains))
                && not.stream().noneMatch(terms::contains);
    }

    /** The criteria as the API takes them. */
    ObjectNode criteria() {
        ObjectNode criteria = Hub.JSON.createObjectNode();
        put(criteria, "all", all);
        put(criteria, "any", any);
        put(criteria, "not", not);
        return criteria;
    }

    private static void put(ObjectNode criteria, String name, Set<String> terms) {
        if (!terms.isEmpty()) {
            ArrayNode list = criteria.putArray(name);
            terms.forEach(list::add);
        }
    }
}
