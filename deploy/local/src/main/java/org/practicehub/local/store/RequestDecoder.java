package org.practicehub.local.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.OpCode;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/** Reads the messages that today's drivers send; any other is left to the server's own decoder. */
final class RequestDecoder extends MongoWireProtocolHandler {

    private static final int OPERATION = 12;
    private static final int FLAGS = 16;
    private static final int HEAD = 20;

    private final FieldNames names = new FieldNames();

    @Override
    protected @Nullable ClientRequest decode(ChannelHandlerContext context, ByteBuf in)
            throws Exception {
        int start = in.readerIndex();
        if (in.readableBytes() < HEAD
                || in.getIntLE(start + OPERATION) != OpCode.OP_MSG.getId()
                || in.getIntLE(start + FLAGS) != 0
                || in.getIntLE(start) > Math.min(in.readableBytes(), MAX_MESSAGE_SIZE_BYTES)) {
            return super.decode(context, in);
        }
        var bytes = new byte[in.readIntLE()];
        in.readBytes(bytes, Integer.BYTES, bytes.length - Integer.BYTES);
        var message = new BsonReader(bytes, Integer.BYTES, names);
        var header = new MessageHeader(bytes.length, message.readInt(), message.readInt());
        var sections = new BsonReader(bytes, HEAD, names);
        Document body = null;
        var apart = new Document();
        while (sections.at() < bytes.length) {
            byte kind = sections.readByte();
            if (kind == MongoMessage.SECTION_KIND_BODY && body == null) {
                body = sections.readDocument();
            } else if (kind == MongoMessage.SECTION_KIND_DOCUMENT_SEQUENCE) {
                int end = sections.at() + sections.readInt();
                var name = sections.readName();
                var documents = new ArrayList<Document>();
                while (sections.at() < end) {
                    documents.add(sections.readDocument());
                }
                apart.put(name, documents);
            } else {
                throw new IllegalArgumentException("no section of a message: " + kind);
            }
        }
        if (body == null) {
            throw new IllegalArgumentException("a message without a body");
        }
        body.putAll(apart);
        return new MongoMessage(context.channel(), header, body);
    }
}
