package org.practicehub.local.store;

import de.bwaldvogel.mongo.bson.BinData;
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

    private final SharedTexts texts;

    DocumentType(SharedTexts texts) {
        this.texts = texts;
    }

    @Override
    public int getMemory(Document document) {
        return memory(document);
    }

    /**
     * About what a value takes in the heap, so that the cache holds what it is allowed to and no
     * more: a map and its nodes, texts with arrays of their own. Names and short texts are shared.
     */
    private static int memory(@Nullable Object value) {
        return switch (value) {
            case Document document -> {
                int sum = 16 + 56 + 16 + 12 * document.size();
                for (var field : document.entrySet()) {
                    sum += 40 + memory(field.getValue());
                }
                yield sum;
            }
            case Iterable<?> elements -> {
                int sum = 24 + 16;
                for (var element : elements) {
                    sum += 4 + memory(element);
                }
                yield sum;
            }
            case String text -> SharedTexts.mayShare(text) ? 16 : 24 + 20 + text.length();
            case BinData binary -> 16 + 16 + binary.getData().length;
            case null -> 0;
            default -> 24;
        };
    }

    @Override
    public void write(WriteBuffer buffer, Document document) {
        ByteBuf bytes = encoded(document);
        buffer.put(bytes.array(), bytes.arrayOffset(), bytes.readableBytes());
    }

    /** What it takes in the file. */
    static int size(Document document) {
        return encoded(document).readableBytes();
    }

    private static ByteBuf encoded(Document document) {
        ByteBuf bytes = Unpooled.buffer(1024);
        BsonEncoder.encodeDocument(document, bytes);
        return bytes;
    }

    @Override
    public Document read(ByteBuffer buffer) {
        // A BSON document begins with its own length, little-endian.
        int length = Integer.reverseBytes(buffer.getInt(buffer.position()));
        var bytes = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return texts.in(BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes)));
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }
}
