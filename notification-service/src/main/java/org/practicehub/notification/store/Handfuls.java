package org.practicehub.notification.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Ids to be looked up, as many as are well asked for at once: fewer requests are cheaper, and while
 * the store answers a large one others wait.
 */
public final class Handfuls {

    private static final int AT_ONCE = 500;

    private Handfuls() {}

    /** All of them, in their order; none when there are none. */
    public static <T> List<List<T>> of(Collection<T> ids) {
        return of(ids, AT_ONCE);
    }

    /** The same where what is looked up is long: not as many at once. */
    public static <T> List<List<T>> of(Collection<T> ids, int most) {
        List<T> all = List.copyOf(ids);
        List<List<T>> handfuls = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            handfuls.add(all.subList(from, Math.min(all.size(), from + most)));
        }
        return handfuls;
    }
}
