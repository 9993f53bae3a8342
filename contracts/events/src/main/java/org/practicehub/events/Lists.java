package org.practicehub.events;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Lists as they come from the wire: an absent one is empty. */
final class Lists {

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private Lists() {}
}
