package org.practicehub.local.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;

import io.netty.buffer.Unpooled;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes BSON into what the server's own decoder makes of it, at less cost: from an array, where
 * that one checks a buffer for each byte, and arrays without a map that is thrown away.
 */
final class BsonReader {

    private final byte[] bson;
    private final @Nullable FieldNames names;
    private int at;

    /**
     * @param at where to begin
     * @param names to be shared among documents, where there are several
     */
    BsonReader(byte[] bson, int at, @Nullable FieldNames names) {
        this.bson = bson;
        this.at = at;
        this.names = names;
    }

    /** Where the next byte is. */
    int at() {
        return at;
    }

    byte readByte() {
        return bson[at++];
    }

    /**
     * @throws IllegalArgumentException for what is no document
     */
    Document readDocument() {
        int end = begin();
        var document = new Document();
        for (byte type = readByte(); type != BsonConstants.TERMINATING_BYTE; type = readByte()) {
            var name = readName();
            if (document.put(name, readValue(type)) != null) {
                throw new IllegalArgumentException("a document has " + name + " twice");
            }
        }
        end(end);
        return document;
    }

    private List<@Nullable Object> readArray() {
        int end = begin();
        var elements = new ArrayList<@Nullable Object>();
        for (byte type = readByte(); type != BsonConstants.TERMINATING_BYTE; type = readByte()) {
            at = nameEnd() + 1;
            elements.add(readValue(type));
        }
        end(end);
        return elements;
    }

    private int begin() {
        int start = at;
        return start + readInt();
    }

    private void end(int end) {
        if (at != end) {
            throw new IllegalArgumentException("a document ends at " + at + ", not " + end);
        }
    }

    @Nullable Object readValue(byte type) {
        return switch (type) {
            case BsonConstants.TYPE_UTF8_STRING -> readText();
            case BsonConstants.TYPE_EMBEDDED_DOCUMENT -> readDocument();
            case BsonConstants.TYPE_ARRAY -> readArray();
            case BsonConstants.TYPE_INT32 -> readInt();
            case BsonConstants.TYPE_INT64 -> readLong();
            case BsonConstants.TYPE_DOUBLE -> Double.longBitsToDouble(readLong());
            case BsonConstants.TYPE_UTC_DATETIME -> Instant.ofEpochMilli(readLong());
            case BsonConstants.TYPE_NULL -> null;
            default -> readRare(type);
        };
    }

    private @Nullable Object readRare(byte type) {
        if (type == BsonConstants.TYPE_DATA && int32(bson, at) > bson.length - at) {
            // The server's decoder takes so much memory before it sees that there is not as much.
            throw new IllegalArgumentException("more bytes are announced than there are");
        }
        var rest = Unpooled.wrappedBuffer(bson, at, bson.length - at);
        var value = BsonDecoder.decodeValue(type, rest);
        at += rest.readerIndex();
        return value;
    }

    private String readText() {
        int length = readInt() - 1;
        var text = new String(bson, at, length, StandardCharsets.UTF_8);
        at += length;
        if (readByte() != BsonConstants.STRING_TERMINATION) {
            throw new IllegalArgumentException("a text does not end where it says");
        }
        return text;
    }

    /** Of a field, or of what is sent apart. */
    String readName() {
        int start = at;
        int end = nameEnd();
        at = end + 1;
        return names == null
                ? new String(bson, start, end - start, StandardCharsets.UTF_8)
                : names.name(bson, start, end);
    }

    private int nameEnd() {
        int end = at;
        while (bson[end] != BsonConstants.STRING_TERMINATION) {
            end++;
        }
        return end;
    }

    int readInt() {
        int number = int32(bson, at);
        at += Integer.BYTES;
        return number;
    }

    /** The number that stands there. */
    static int int32(byte[] bson, int from) {
        return (bson[from] & 0xFF)
                | ((bson[from + 1] & 0xFF) << 8)
                | ((bson[from + 2] & 0xFF) << 16)
                | (bson[from + 3] << 24);
    }

    private long readLong() {
        long low = Integer.toUnsignedLong(readInt());
        return low | ((long) readInt() << 32);
    }
}
