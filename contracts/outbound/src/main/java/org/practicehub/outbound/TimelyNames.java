package org.practicehub.outbound;

import org.apache.hc.client5.http.DnsResolver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for the addresses of a name for so long and no longer. The system's resolver knows no limit
 * of ours, can't be interrupted, and holds the thread that carries a virtual one: it is asked on
 * threads of its own, which end when there is nothing to ask.
 */
final class TimelyNames implements DnsResolver, AutoCloseable {

    /** The name server did not answer; whether the name exists, nobody knows. */
    static final class TooLateException extends UnknownHostException {
        TooLateException(String host) {
            super(host);
        }
    }

    private static final Duration KEEP = Duration.ofSeconds(10);

    private final DnsResolver names;
    private final Duration limit;
    private final ThreadPoolExecutor threads;

    /**
     * @param most names that are asked for side by side; what comes on top is too late at once
     */
    TimelyNames(DnsResolver names, Duration limit, int most) {
        this.names = names;
        this.limit = limit;
        threads =
                new ThreadPoolExecutor(
                        0,
                        most,
                        KEEP.toMillis(),
                        TimeUnit.MILLISECONDS,
                        new SynchronousQueue<>(),
                        Thread.ofPlatform().name("outbound-names-", 0).daemon().factory());
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        Future<InetAddress[]> addresses;
        try {
            addresses = threads.submit(() -> names.resolve(host));
        } catch (RejectedExecutionException e) {
            throw new TooLateException(host);
        }
        try {
            return addresses.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            addresses.cancel(true);
            throw new TooLateException(host);
        } catch (ExecutionException e) {
            throw new UnknownHostException(host);
        } catch (InterruptedException e) {
            addresses.cancel(true);
            Thread.currentThread().interrupt();
            throw new TooLateException(host);
        }
    }

    /** Nobody asks: certificates are compared with the name as it was given. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
