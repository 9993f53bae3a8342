package org.practicehub.catalogue.index;

import org.practicehub.catalogue.store.Generations;
import org.practicehub.catalogue.store.Rows;
import org.springframework.stereotype.Component;

/** This instance's indexes as administrators handle them: made anew, compared, switched. */
@Component
public class IndexCopies {

    private final CatalogueIndex index;

    IndexCopies(CatalogueIndex index) {
        this.index = index;
    }

    /** A name of this instance, as long as its data directory is kept. */
    public String instance() {
        return index.generations().instance();
    }

    public Generations generations() {
        return index.generations().generations();
    }

    /** Begins another index, which reads the log from its start. */
    public Generations begin() {
        return index.generations().begin();
    }

    public Generations switchOver() {
        return index.generations().change(Generations::switched);
    }

    public Generations rollBack() {
        return index.generations().change(Generations::rolledBack);
    }

    public Generations discard() {
        return index.generations().change(Generations::discarded);
    }

    public Generations release() {
        return index.generations().change(Generations::released);
    }

    /** Records read by one of them, and how many there were to read when it began. */
    public long[] progress(String generation) {
        Tail tail = index.generations().tail(generation);
        return tail == null ? new long[] {0, 0} : tail.progress();
    }

    /**
     * @throws IllegalStateException when there is none of this name any more
     */
    public Rows rows(String generation) {
        Tail tail = index.generations().tail(generation);
        if (tail == null) {
            throw new IllegalStateException("there is no index " + generation);
        }
        return new IndexRows(tail.index());
    }
}
