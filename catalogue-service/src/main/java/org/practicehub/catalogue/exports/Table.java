package org.practicehub.catalogue.exports;

import org.practicehub.events.PracticePublished;

import java.io.IOException;

/** A file that is written one practice at a time. */
interface Table extends AutoCloseable {

    void add(PracticePublished practice) throws IOException;

    /** Writes what ends the file; the stream below stays open. */
    @Override
    void close() throws IOException;
}
