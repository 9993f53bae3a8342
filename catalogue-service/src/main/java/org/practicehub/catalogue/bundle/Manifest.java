package org.practicehub.catalogue.bundle;

import java.time.Instant;
import java.util.List;

/**
 * What a bundle says of itself; the signature is over its bytes.
 *
 * @param format {@value #FORMAT}
 * @param hub where it comes from
 * @param key the public key that signed it: for people to compare, believed by nobody
 */
record Manifest(String format, String hub, Instant createdAt, String key, List<Part> files) {

    static final String FORMAT = "practice-hub-bundle/1";

    /**
     * A file of the bundle.
     *
     * @param sha256 of its bytes, hexadecimal
     */
    record Part(String name, long lines, long bytes, String sha256) {}
}
