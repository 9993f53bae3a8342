package org.practicehub.local.store;

import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;

import org.practicehub.local.Durability;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A MongoDB-wire server on loopback whose replies follow the commit: what a client was told, and
 * what a reader was shown, survives {@code kill -9}. For trying and testing; a real MongoDB takes
 * its place by {@code MONGODB_URI}.
 */
public final class DocumentStore implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    /** Enough that a long scan on some connections leaves others free; they rarely work. */
    private static final int WORKERS = 12;

    private final GroupCommitBackend backend;
    private final EventLoopGroup workers;
    private final ChannelGroup clients;
    private final Channel door;

    private DocumentStore(
            GroupCommitBackend backend,
            EventLoopGroup workers,
            ChannelGroup clients,
            Channel door) {
        this.backend = backend;
        this.workers = workers;
        this.clients = clients;
        this.door = door;
    }

    /**
     * @param port 0 for any free one
     * @param cacheMegabytes how much of the data is held in memory; scans of what is not are some
     *     twenty times slower
     */
    public static DocumentStore start(
            Path file, int port, int cacheMegabytes, Durability durability) {
        var backend = GroupCommitBackend.open(file, cacheMegabytes, durability);
        var workers =
                new MultiThreadIoEventLoopGroup(
                        WORKERS,
                        Thread.ofPlatform().name("store-", 1).daemon().factory(),
                        NioIoHandler.newFactory());
        var clients = new DefaultChannelGroup("store-clients", GlobalEventExecutor.INSTANCE);
        try {
            var door =
                    new ServerBootstrap()
                            .group(workers)
                            .channel(NioServerSocketChannel.class)
                            .option(ChannelOption.SO_BACKLOG, 256)
                            .childOption(ChannelOption.TCP_NODELAY, true)
                            .childHandler(new Connection(backend, clients))
                            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                            .syncUninterruptibly()
                            .channel();
            return new DocumentStore(backend, workers, clients, door);
        } catch (RuntimeException e) {
            var unused = workers.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            backend.close();
            throw e;
        }
    }

    public String uri() {
        return "mongodb://" + HOST + ":" + ((InetSocketAddress) door.localAddress()).getPort();
    }

    @Override
    public void close() {
        door.close().syncUninterruptibly();
        clients.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
        workers.shutdownGracefully(0, 2, TimeUnit.SECONDS)
                .awaitUninterruptibly(3, TimeUnit.SECONDS);
        backend.close();
    }

    private static final class Connection extends ChannelInitializer<SocketChannel> {

        private final GroupCommitBackend backend;
        private final ChannelGroup clients;

        Connection(GroupCommitBackend backend, ChannelGroup clients) {
            this.backend = backend;
            this.clients = clients;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline()
                    .addLast(
                            new MongoWireReplyEncoder(),
                            new ReplyEncoder(),
                            new RequestDecoder(),
                            new RepliesFollowCommit(backend),
                            new MongoDatabaseHandler(backend, clients),
                            new MongoExceptionHandler());
        }
    }

    /** Holds a reply back until everything it may rest on is committed. */
    private static final class RepliesFollowCommit extends ChannelOutboundHandlerAdapter {

        private final GroupCommitBackend backend;

        RepliesFollowCommit(GroupCommitBackend backend) {
            this.backend = backend;
        }

        @Override
        public void write(ChannelHandlerContext context, Object reply, ChannelPromise promise) {
            backend.onceCommitted(
                    failure -> {
                        if (failure == null) {
                            var unused = context.writeAndFlush(reply, promise);
                        } else {
                            promise.setFailure(failure);
                            var unused = context.close();
                        }
                    });
        }
    }
}
