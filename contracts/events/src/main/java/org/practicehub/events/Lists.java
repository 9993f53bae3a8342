package org.practicehub.events;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** Lists as they come from the wire: an absent one is empty. */
final class Lists {

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        if (list == null) {
            return List.of();
        }
        for (T element : list) {
            Objects.requireNonNull(element, "a list holds null");
        }
        return List.copyOf(list);
    }

    private Lists() {}
}
