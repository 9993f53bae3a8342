package org.practicehub.local.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.h2.mvstore.WriteBuffer;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A document as it is kept: BSON, which is read from the file, held in memory and sent to clients
 * as it is. Only what somebody looks at is decoded.
 */
final class Kept {

    private final byte[] bson;

    private Kept(byte[] bson) {
        this.bson = bson;
    }

    static Kept of(Document document) {
        var bytes = Unpooled.buffer(1024);
        BsonEncoder.encodeDocument(document, bytes);
        return taken(bytes);
    }

    private static Kept taken(ByteBuf bytes) {
        int from = bytes.arrayOffset();
        return new Kept(Arrays.copyOfRange(bytes.array(), from, from + bytes.readableBytes()));
    }

    /** Takes one from where the buffer is. */
    static Kept read(ByteBuffer buffer) {
        // A BSON document begins with its own length, little-endian.
        var bson = new byte[Integer.reverseBytes(buffer.getInt(buffer.position()))];
        buffer.get(bson);
        return new Kept(bson);
    }

    void write(WriteBuffer buffer) {
        buffer.put(bson);
    }

    void write(ByteBuf buffer) {
        buffer.writeBytes(bson);
    }

    /** In bytes, in the file and in a reply. */
    int size() {
        return bson.length;
    }

    /** A tree of its own, which may be changed. */
    Document document() {
        return new BsonReader(bson, 0, null).readDocument();
    }

    /** Of the outermost fields only these, in the order that they are kept in; all when absent. */
    Document document(@Nullable Fields fields) {
        if (fields == null) {
            return document();
        }
        var document = new Document();
        var walk = new BsonWalk(bson);
        while (document.size() < fields.count() && walk.next()) {
            int index = fields.indexOf(bson, walk.name(), walk.nameEnd());
            if (index >= 0) {
                var value = new BsonReader(bson, walk.value(), null).readValue(walk.type());
                document.put(fields.name(index), value);
            }
        }
        return document;
    }

    /** Of the outermost fields only these, in their order. */
    Kept only(Fields fields) {
        var from = new int[fields.count()];
        var to = new int[fields.count()];
        var walk = new BsonWalk(bson);
        while (walk.next()) {
            int index = fields.indexOf(bson, walk.name(), walk.nameEnd());
            if (index >= 0) {
                from[index] = walk.field();
                to[index] = walk.end();
            }
        }
        var bytes = Unpooled.buffer(256).writeIntLE(0);
        for (int i = 0; i < from.length; i++) {
            bytes.writeBytes(bson, from[i], to[i] - from[i]);
        }
        return ended(bytes);
    }

    /**
     * With other values for these outermost fields, each in its place. A field without a value
     * goes; what is new comes last.
     */
    Kept with(Fields fields, Document values) {
        var bytes = Unpooled.buffer(bson.length + 256).writeIntLE(0);
        var added = new Document(values);
        var walk = new BsonWalk(bson);
        int copied = walk.end();
        while (walk.next()) {
            int index = fields.indexOf(bson, walk.name(), walk.nameEnd());
            if (index < 0) {
                continue;
            }
            bytes.writeBytes(bson, copied, walk.field() - copied);
            copied = walk.end();
            var name = fields.name(index);
            if (added.containsKey(name)) {
                append(name, added.remove(name), bytes);
            }
        }
        bytes.writeBytes(bson, copied, walk.field() - copied);
        added.forEach((name, value) -> append(name, value, bytes));
        return ended(bytes);
    }

    private static void append(String name, @Nullable Object value, ByteBuf bytes) {
        byte type = BsonEncoder.determineType(value);
        bytes.writeByte(type);
        bytes.writeCharSequence(name, StandardCharsets.UTF_8);
        bytes.writeByte(BsonConstants.STRING_TERMINATION);
        BsonEncoder.encodeValue(type, value, bytes);
    }

    private static Kept ended(ByteBuf bytes) {
        bytes.writeByte(BsonConstants.TERMINATING_BYTE);
        bytes.setIntLE(0, bytes.readableBytes());
        return taken(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Kept kept && Arrays.equals(bson, kept.bson);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bson);
    }

    @Override
    public String toString() {
        return document().toString();
    }
}
