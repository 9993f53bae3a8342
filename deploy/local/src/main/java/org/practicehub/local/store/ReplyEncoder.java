package org.practicehub.local.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.OpCode;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import de.bwaldvogel.mongo.wire.message.MongoMessage;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes replies; documents in them that are kept as BSON are copied. */
final class ReplyEncoder extends MessageToByteEncoder<MongoMessage> {

    private static final Logger log = LoggerFactory.getLogger(ReplyEncoder.class);

    @Override
    protected void encode(ChannelHandlerContext context, MongoMessage reply, ByteBuf out) {
        out.writeIntLE(0)
                .writeIntLE(reply.getHeader().getRequestID())
                .writeIntLE(reply.getHeader().getResponseTo())
                .writeIntLE(OpCode.OP_MSG.getId())
                .writeIntLE(reply.getFlags())
                .writeByte(MongoMessage.SECTION_KIND_BODY);
        try {
            encode(reply.getDocument(), out);
        } catch (RuntimeException e) {
            log.error("Cannot write a reply", e);
            var unused = context.close();
            throw e;
        }
        out.setIntLE(0, out.writerIndex());
    }

    private static void encode(Document document, ByteBuf out) {
        int start = begin(out);
        document.forEach((name, value) -> encode(name, value, out));
        end(start, out);
    }

    private static void encode(String name, @Nullable Object value, ByteBuf out) {
        byte type =
                value instanceof Kept
                        ? BsonConstants.TYPE_EMBEDDED_DOCUMENT
                        : BsonEncoder.determineType(value);
        out.writeByte(type);
        out.writeCharSequence(name, StandardCharsets.UTF_8);
        out.writeByte(BsonConstants.STRING_TERMINATION);
        switch (value) {
            case Kept kept -> kept.write(out);
            case Document inner -> encode(inner, out);
            case List<?> elements -> {
                int start = begin(out);
                for (int i = 0; i < elements.size(); i++) {
                    encode(Integer.toString(i), elements.get(i), out);
                }
                end(start, out);
            }
            case null, default -> BsonEncoder.encodeValue(type, value, out);
        }
    }

    private static int begin(ByteBuf out) {
        int start = out.writerIndex();
        out.writeIntLE(0);
        return start;
    }

    private static void end(int start, ByteBuf out) {
        out.writeByte(BsonConstants.TERMINATING_BYTE);
        out.setIntLE(start, out.writerIndex() - start);
    }
}
