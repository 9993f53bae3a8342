package org.practicehub.local.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names of fields that were met lately: documents of one kind have the same, and each need not be
 * made again. Not for several threads.
 */
final class FieldNames {

    private static final int SLOTS = 256;

    private final String[] names = new String[SLOTS];
    private final byte[][] encoded = new byte[SLOTS][];

    FieldNames() {
        Arrays.fill(names, "");
        Arrays.fill(encoded, new byte[0]);
    }

    /** The name that is encoded from here to there. */
    String name(byte[] bson, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bson[i];
        }
        int slot = (hash ^ (hash >>> 8)) & (SLOTS - 1);
        if (!Arrays.equals(encoded[slot], 0, encoded[slot].length, bson, from, to)) {
            encoded[slot] = Arrays.copyOfRange(bson, from, to);
            names[slot] = new String(encoded[slot], StandardCharsets.UTF_8);
        }
        return names[slot];
    }
}
