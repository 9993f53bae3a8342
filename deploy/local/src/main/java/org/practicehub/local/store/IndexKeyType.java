package org.practicehub.local.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;

/**
 * The values that an index holds together, each as its BSON type and value. The order is any total
 * one: the index is only asked for equal keys.
 */
final class IndexKeyType extends BasicDataType<KeyValue> {

    /** No BSON type has this number. */
    private static final byte MISSING = 0x3F;

    @Override
    public int compare(KeyValue one, KeyValue other) {
        int shared = Math.min(one.size(), other.size());
        for (int i = 0; i < shared; i++) {
            int difference = compareValues(one.get(i), other.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static int compareValues(@Nullable Object one, @Nullable Object other) {
        if (one instanceof String text && other instanceof String otherText) {
            return text.compareTo(otherText);
        }
        byte type = type(one);
        byte otherType = type(other);
        return type == otherType
                ? ByteBufUtil.compare(encode(type, one), encode(otherType, other))
                : Byte.compare(type, otherType);
    }

    private static byte type(@Nullable Object value) {
        return value instanceof Missing ? MISSING : BsonEncoder.determineType(value);
    }

    private static ByteBuf encode(byte type, @Nullable Object value) {
        var bytes = Unpooled.buffer(32);
        if (type != MISSING) {
            BsonEncoder.encodeValue(type, value, bytes);
        }
        return bytes;
    }

    @Override
    public int getMemory(KeyValue key) {
        int memory = 40;
        for (var value : key) {
            memory += value instanceof String text ? 48 + text.length() : 40;
        }
        return memory;
    }

    @Override
    public void write(WriteBuffer buffer, KeyValue key) {
        buffer.putVarInt(key.size());
        for (var value : key) {
            byte type = type(value);
            var bytes = encode(type, value);
            buffer.put(type).put(bytes.array(), bytes.arrayOffset(), bytes.readableBytes());
        }
    }

    @Override
    public KeyValue read(ByteBuffer buffer) {
        int size = DataUtils.readVarInt(buffer);
        var values = new ArrayList<@Nullable Object>(size);
        for (int i = 0; i < size; i++) {
            byte type = buffer.get();
            if (type == MISSING) {
                values.add(Missing.getInstance());
                continue;
            }
            var bytes = Unpooled.wrappedBuffer(buffer.slice());
            values.add(BsonDecoder.decodeValue(type, bytes));
            buffer.position(buffer.position() + bytes.readerIndex());
        }
        return new KeyValue(values);
    }

    @Override
    public KeyValue[] createStorage(int size) {
        return new KeyValue[size];
    }
}
