package org.practicehub.local.store;

import java.util.List;

/** The rest of what was found, where all of it had to be found first: it is in order. */
final class ListCursor extends KeptCursor {

    private List<Kept> rest;

    ListCursor(long id, List<Kept> rest) {
        super(id);
        this.rest = rest;
    }

    @Override
    public boolean isEmpty() {
        return rest.isEmpty();
    }

    @Override
    List<Kept> take(int most) {
        int end = Math.min(most, rest.size());
        var taken = rest.subList(0, end);
        rest = rest.subList(end, rest.size());
        return taken;
    }
}
