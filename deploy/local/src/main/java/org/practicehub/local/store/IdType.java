package org.practicehub.local.store;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.ObjectDataType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Ids in the file, as the library has them; but texts in ASCII, which nearly all are, go there and
 * back as a whole and not a letter at a time: that was a third of every commit.
 */
final class IdType extends ObjectDataType {

    /** The library's marks of a text: with its length in the mark, or after it. */
    private static final int SHORT = 88;

    private static final int LONGEST_SHORT = 15;
    private static final int LONG = 11;

    @Override
    public int compare(Object one, Object other) {
        return one instanceof String text && other instanceof String otherText
                ? text.compareTo(otherText)
                : super.compare(one, other);
    }

    @Override
    public void write(WriteBuffer buffer, Object id) {
        if (!(id instanceof String text)) {
            super.write(buffer, id);
            return;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length != text.length()) {
            super.write(buffer, id);
            return;
        }
        if (bytes.length <= LONGEST_SHORT) {
            buffer.put((byte) (SHORT + bytes.length));
        } else {
            buffer.put((byte) LONG).putVarInt(bytes.length);
        }
        buffer.put(bytes);
    }

    @Override
    public Object read(ByteBuffer buffer) {
        int start = buffer.position();
        int mark = buffer.get();
        if (mark == LONG || (mark >= SHORT && mark <= SHORT + LONGEST_SHORT)) {
            var bytes = new byte[mark == LONG ? DataUtils.readVarInt(buffer) : mark - SHORT];
            if (bytes.length <= buffer.remaining()) {
                buffer.get(bytes);
                if (isAscii(bytes)) {
                    return new String(bytes, StandardCharsets.ISO_8859_1);
                }
            }
        }
        buffer.position(start);
        return super.read(buffer);
    }

    private static boolean isAscii(byte[] bytes) {
        int all = 0;
        for (byte each : bytes) {
            all |= each;
        }
        return all >= 0;
    }
}
