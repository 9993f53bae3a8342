package org.practicehub.notification.mail;

import com.hubspot.smtp.client.EhloResponse;
import com.hubspot.smtp.client.SmtpClientResponse;
import com.hubspot.smtp.client.SmtpSession;
import com.hubspot.smtp.client.SmtpSessionConfig;
import com.hubspot.smtp.client.SmtpSessionFactory;
import com.hubspot.smtp.client.SmtpSessionFactoryConfig;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.smtp.SmtpRequests;
import io.netty.util.concurrent.DefaultThreadFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * The server that mails are handed to. One thread reads and writes for all sessions; whoever sends
 * waits in a thread of its own.
 */
@Component
public final class MailServer implements AutoCloseable {

    /** Whether the name in the certificate is the server's, as in HTTPS. */
    private static final String NAME_CHECK = "HTTPS";

    private final MailProperties properties;
    private final Clock clock;
    private final SSLContext tls;
    private final SmtpSessionConfig there;
    private final EventLoopGroup loop;
    private final SmtpSessionFactory sessions;

    @Autowired
    MailServer(MailProperties properties, Clock clock) throws NoSuchAlgorithmException {
        this(properties, clock, SSLContext.getDefault());
    }

    MailServer(MailProperties properties, Clock clock, SSLContext tls) {
        this.properties = properties;
        this.clock = clock;
        this.tls = tls;
        there =
                SmtpSessionConfig.builder()
                        // Looked up at each connection.
                        .remoteAddress(
                                InetSocketAddress.createUnresolved(
                                        properties.host(), properties.port()))
                        .initialResponseTimeout(properties.timeout())
                        .readTimeout(properties.timeout())
                        .build();
        loop =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("mail", true), NioIoHandler.newFactory());
        sessions =
                new SmtpSessionFactory(
                        SmtpSessionFactoryConfig.builder()
                                .eventLoopGroup(loop)
                                .executor(SmtpSessionFactoryConfig.DIRECT_EXECUTOR)
                                .sslEngineSupplier(this::encryption)
                                .build());
    }

    /** Connects when it is first used. */
    public MailSession session() {
        return new MailSession(this, properties.from(), clock);
    }

    /**
     * A session that is ready to be given mails.
     *
     * @throws CompletionException when there is no server, or none that wants to talk to us: the
     *     cause says why
     */
    SmtpSession open() {
        SmtpSession session = agreed(sessions.connect(there)).getSession();
        try {
            introduce(session);
            return session;
        } catch (RuntimeException e) {
            var _ = session.close();
            throw e;
        }
    }

    private void introduce(SmtpSession session) {
        if (session.send(SmtpRequests.ehlo(ownName())).join().containsError()) {
            agreed(session.send(SmtpRequests.helo(ownName())));
        }
        if (properties.starttls()) {
            agreed(session.startTls());
        }
        if (!properties.username().isEmpty()) {
            agreed(signIn(session));
        }
    }

    private CompletableFuture<SmtpClientResponse> signIn(SmtpSession session) {
        EhloResponse offered = session.getEhloResponse();
        if (offered.isAuthPlainSupported()) {
            return session.authPlain(properties.username(), properties.password());
        }
        if (offered.isAuthLoginSupported()) {
            return session.authLogin(properties.username(), properties.password());
        }
        throw unwilling("the server offers neither AUTH PLAIN nor AUTH LOGIN");
    }

    private static SmtpClientResponse agreed(CompletableFuture<SmtpClientResponse> asked) {
        SmtpClientResponse answer = asked.join();
        if (answer.containsError()) {
            throw unwilling(Replies.words(answer));
        }
        return answer;
    }

    private static CompletionException unwilling(String words) {
        return new CompletionException(new UnwillingException(words));
    }

    /** A server that is there, and said no. */
    private static final class UnwillingException extends Exception {

        UnwillingException(String words) {
            super(words);
        }
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            // Its address is as good (RFC 5321, 4.1.3).
            return "[127.0.0.1]";
        }
    }

    private SSLEngine encryption() {
        SSLEngine engine = tls.createSSLEngine(properties.host(), properties.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(NAME_CHECK);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public void close() {
        sessions.closeAsync().join();
        loop.shutdownGracefully(0, properties.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .syncUninterruptibly();
    }
}
