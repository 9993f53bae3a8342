package org.practicehub.submission.imports;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;

/** What an import brings, one practice after the other, whatever it was written in. */
interface Records {

    /**
     * One practice as the fields of {@link org.practicehub.events.Content}, with an external id.
     *
     * @param number of the line it begins in, from 1
     * @param problem why it can't be read; null when it can
     */
    record Read(long number, @Nullable JsonNode json, @Nullable String problem) {}

    /** Null at the end. */
    @Nullable Read next() throws IOException;

    /** Of all bytes. Call once, after the end. */
    String digest() throws IOException;
}
