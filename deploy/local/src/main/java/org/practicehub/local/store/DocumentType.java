package org.practicehub.local.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/** Documents as BSON. */
final class DocumentType extends BasicDataType<Document> {

    @Override
    public int getMemory(Document document) {
        // An estimate, for the cache and for splitting pages: about what BSON takes twice over.
        return 64 + 2 * size(document);
    }

    private static int size(@Nullable Object value) {
        return switch (value) {
            case Document document -> {
                int sum = 16;
                for (var field : document.entrySet()) {
                    sum += 4 + field.getKey().length() + size(field.getValue());
                }
                yield sum;
            }
            case Iterable<?> elements -> {
                int sum = 16;
                for (var element : elements) {
                    sum += 8 + size(element);
                }
                yield sum;
            }
            case String text -> 8 + text.length();
            case byte[] bytes -> 8 + bytes.length;
            case null -> 4;
            default -> 16;
        };
    }

    @Override
    public void write(WriteBuffer buffer, Document document) {
        ByteBuf bytes = Unpooled.buffer(1024);
        BsonEncoder.encodeDocument(document, bytes);
        buffer.put(bytes.array(), bytes.arrayOffset(), bytes.readableBytes());
    }

    @Override
    public Document read(ByteBuffer buffer) {
        // A BSON document begins with its own length, little-endian.
        int length = Integer.reverseBytes(buffer.getInt(buffer.position()));
        var bytes = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }
}
