package org.practicehub.local.store;

import de.bwaldvogel.mongo.wire.BsonConstants;

/** Goes over the outermost fields of a BSON document and decodes none of them. */
final class BsonWalk {

    private static final int LENGTH = 4;

    private final byte[] bson;
    private int field;
    private int value;
    private int end = LENGTH;

    BsonWalk(byte[] bson) {
        this.bson = bson;
    }

    /** Goes to the next field, if there is one. */
    boolean next() {
        field = end;
        if (type() == BsonConstants.TERMINATING_BYTE) {
            return false;
        }
        value = afterText(name());
        end = value + length();
        return true;
    }

    /** Where the field begins, with the byte that is its type. */
    int field() {
        return field;
    }

    byte type() {
        return bson[field];
    }

    int name() {
        return field + 1;
    }

    int nameEnd() {
        return value - 1;
    }

    int value() {
        return value;
    }

    /** Where the next field begins. */
    int end() {
        return end;
    }

    private int length() {
        return switch (type()) {
            case BsonConstants.TYPE_UNDEFINED,
                    BsonConstants.TYPE_NULL,
                    BsonConstants.TYPE_MIN_KEY,
                    BsonConstants.TYPE_MAX_KEY ->
                    0;
            case BsonConstants.TYPE_BOOLEAN -> 1;
            case BsonConstants.TYPE_INT32 -> 4;
            case BsonConstants.TYPE_DOUBLE,
                    BsonConstants.TYPE_UTC_DATETIME,
                    BsonConstants.TYPE_TIMESTAMP,
                    BsonConstants.TYPE_INT64 ->
                    8;
            case BsonConstants.TYPE_OBJECT_ID -> BsonConstants.LENGTH_OBJECTID;
            case BsonConstants.TYPE_DECIMAL128 -> 16;
            case BsonConstants.TYPE_UTF8_STRING, BsonConstants.TYPE_JAVASCRIPT_CODE ->
                    LENGTH + BsonReader.int32(bson, value);
            case BsonConstants.TYPE_DATA -> LENGTH + 1 + BsonReader.int32(bson, value);
            case BsonConstants.TYPE_EMBEDDED_DOCUMENT, BsonConstants.TYPE_ARRAY ->
                    BsonReader.int32(bson, value);
            case BsonConstants.TYPE_REGEX -> afterText(afterText(value)) - value;
            default -> throw new IllegalArgumentException("no type of BSON: " + type());
        };
    }

    private int afterText(int from) {
        int at = from;
        while (bson[at] != 0) {
            at++;
        }
        return at + 1;
    }
}
