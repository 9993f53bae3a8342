package org.practicehub.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.OpCode;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

class RequestDecoderTests {

    private final EmbeddedChannel channel = new EmbeddedChannel(new RequestDecoder());

    @Test
    void aMessageThatComesInPiecesIsReadOnceItIsThere() {
        var message = message(0);
        while (message.isReadable()) {
            assertThat((Object) channel.readInbound()).isNull();
            channel.writeInbound(message.readBytes(Math.min(7, message.readableBytes())));
        }

        assertRead(channel.readInbound());
        assertThat((Object) channel.readInbound()).isNull();
    }

    @Test
    void messagesThatComeTogetherAreReadOneByOne() {
        channel.writeInbound(Unpooled.wrappedBuffer(message(0), message(0)));

        assertRead(channel.readInbound());
        assertRead(channel.readInbound());
    }

    @Test
    void aMessageWithAChecksumIsLeftToTheServersDecoder() {
        channel.writeInbound(message(1));

        assertRead(channel.readInbound());
    }

    @Test
    void aQueryIsLeftToTheServersDecoder() {
        var query = begin(OpCode.OP_QUERY).writeIntLE(0);
        text("admin.$cmd", query);
        query.writeIntLE(0).writeIntLE(-1);
        BsonEncoder.encodeDocument(new Document("hello", 1), query);

        channel.writeInbound(ended(query));

        assertThat(channel.<MongoQuery>readInbound().getQuery())
                .isEqualTo(new Document("hello", 1));
    }

    private static void assertRead(MongoMessage message) {
        assertThat(message.getHeader().getRequestID()).isEqualTo(17);
        assertThat(message.getDatabaseName()).isEqualTo("kit");
        assertThat(message.getDocument())
                .isEqualTo(
                        new Document("insert", "things")
                                .append("$db", "kit")
                                .append("documents", documents()));
    }

    private static List<Document> documents() {
        return List.of(new Document("_id", "a").append("b", List.of(1, "two")), new Document());
    }

    private static ByteBuf message(int flags) {
        var message = begin(OpCode.OP_MSG).writeIntLE(flags);
        message.writeByte(MongoMessage.SECTION_KIND_BODY);
        BsonEncoder.encodeDocument(new Document("insert", "things").append("$db", "kit"), message);
        message.writeByte(MongoMessage.SECTION_KIND_DOCUMENT_SEQUENCE);
        int start = message.writerIndex();
        message.writeIntLE(0);
        text("documents", message);
        documents().forEach(each -> BsonEncoder.encodeDocument(each, message));
        message.setIntLE(start, message.writerIndex() - start);
        return ended(flags == 0 ? message : message.writeIntLE(0));
    }

    private static ByteBuf begin(OpCode operation) {
        return Unpooled.buffer()
                .writeIntLE(0)
                .writeIntLE(17)
                .writeIntLE(0)
                .writeIntLE(operation.getId());
    }

    private static void text(String text, ByteBuf message) {
        message.writeCharSequence(text, StandardCharsets.UTF_8);
        message.writeByte(0);
    }

    private static ByteBuf ended(ByteBuf message) {
        return message.setIntLE(0, message.writerIndex());
    }
}
