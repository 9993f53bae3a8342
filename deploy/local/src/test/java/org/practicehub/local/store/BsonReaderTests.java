package org.practicehub.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;

/** What it reads is what the server's own decoder reads. */
class BsonReaderTests {

    private final Random random = new Random(2026);
    private final FieldNames names = new FieldNames();

    @Test
    void randomDocuments() {
        for (int i = 0; i < 5_000; i++) {
            var bson = encoded(document(3));

            var expected = BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
            assertThat(new BsonReader(bson, 0, names).readDocument()).isEqualTo(expected);
            assertThat(new BsonReader(bson, 0, null).readDocument()).isEqualTo(expected);
        }
    }

    /** A bit is turned over: what then is still a document is read to its end. */
    @Test
    void whatIsNoDocumentIsRefused() {
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            var bson = encoded(document(2));
            bson[random.nextInt(bson.length)] ^= (byte) (1 << random.nextInt(8));
            var reader = new BsonReader(bson, 0, names);
            try {
                assertThat(reader.readDocument()).isNotNull();
                assertThat(reader.at()).isEqualTo(bson.length);
            } catch (IllegalArgumentException
                    | IndexOutOfBoundsException
                    | NegativeArraySizeException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 4_500);
        var twice = encoded(new Document("a", 1).append("b", 2));
        twice[twice.length - 7] = 'a';
        assertThatThrownBy(() -> new BsonReader(twice, 0, names).readDocument())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameIsTheSameEachTimeAndNotAnothers() {
        var first = encoded(new Document("title", 1));
        var second = encoded(new Document("title", 2).append("titel", 3));

        var name = new BsonReader(first, 0, names).readDocument().keySet().iterator().next();
        var both = new BsonReader(second, 0, names).readDocument().keySet();

        assertThat(both).containsExactly("title", "titel");
        assertThat(both.iterator().next()).isSameAs(name);
    }

    private static byte[] encoded(Document document) {
        var bytes = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bytes);
        return ByteBufUtil.getBytes(bytes);
    }

    private Document document(int depth) {
        var document = new Document();
        for (int i = random.nextInt(6); i > 0; i--) {
            document.put(
                    "é".repeat(random.nextInt(2)) + "field" + random.nextInt(1_000), value(depth));
        }
        return document;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 13 : 11)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextLong();
            case 2 -> random.nextGaussian();
            case 3 -> "text أغادير 🧭".substring(random.nextInt(5));
            case 4 -> null;
            case 5 -> random.nextBoolean();
            case 6 -> Instant.ofEpochMilli(random.nextLong() >> 16);
            case 7 -> new ObjectId("%024x".formatted(random.nextInt(1_000)));
            case 8 -> new UUID(random.nextLong(), random.nextLong());
            case 9 -> new BinData(new byte[random.nextInt(20)]);
            case 10 -> new BsonTimestamp(random.nextLong());
            case 11 -> document(depth - 1);
            default -> {
                var elements = new ArrayList<@Nullable Object>();
                for (int i = random.nextInt(12); i > 0; i--) {
                    elements.add(value(depth - 1));
                }
                yield elements;
            }
        };
    }
}
