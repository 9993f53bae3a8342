package org.practicehub.local.store;

import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Reads all documents in batches, each from where the last one ended. The server's own cursor holds
 * in memory all that is still to come: with a collection that is larger, that was the end of it.
 */
final class ScanCursor extends KeptCursor {

    private final MVMap<Object, Kept> documents;
    private final Predicate<Kept> wanted;
    private final UnaryOperator<Kept> shown;
    private @Nullable Object last;
    private boolean over;

    ScanCursor(
            long id,
            MVMap<Object, Kept> documents,
            Predicate<Kept> wanted,
            UnaryOperator<Kept> shown) {
        super(id);
        this.documents = documents;
        this.wanted = wanted;
        this.shown = shown;
    }

    /** Whether the end was seen: the last batch may be empty. */
    @Override
    public boolean isEmpty() {
        return over;
    }

    @Override
    List<Kept> take(int most) {
        var taken = new ArrayList<Kept>();
        var version = documents.getStore().registerVersionUsage();
        try {
            var rest = documents.cursor(last);
            while (taken.size() < most) {
                if (!rest.hasNext()) {
                    over = true;
                    break;
                }
                var id = rest.next();
                if (!id.equals(last) && wanted.test(rest.getValue())) {
                    taken.add(shown.apply(rest.getValue()));
                }
                last = id;
            }
        } finally {
            documents.getStore().deregisterVersionUsage(version);
        }
        return taken;
    }
}
