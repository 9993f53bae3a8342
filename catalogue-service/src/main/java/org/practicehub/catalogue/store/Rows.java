package org.practicehub.catalogue.store;

import java.util.Collection;
import java.util.Map;

/** A copy of a projection as a plain table, for proving it. Withdrawn practices are rows too. */
public interface Rows {

    /**
     * One practice.
     *
     * @param sequence of the event it shows
     * @param fingerprint equal for equal rows, and for others by an accident of one in 2^64
     */
    record Row(long sequence, long fingerprint) {}

    /** Told of each row. */
    interface Reader {
        void row(String id, Row row);
    }

    /**
     * Tells every row in no particular order; rows that change meanwhile may be told either way.
     */
    void forEach(Reader reader);

    /** Like {@link #forEach} with fingerprints of 0, and cheaper. */
    void forEachSequence(Reader reader);

    /** The rows of these practices as they stand now, as far as there are any. */
    Map<String, Row> find(Collection<String> ids);

    long count();
}
