package org.practicehub.gateway.routes;

import jakarta.servlet.http.HttpServletRequest;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The body of a request on its way to a service. Small ones are read before a connection is taken,
 * so that a slow sender holds none; larger ones are streamed and counted.
 */
final class Body {

    /** Read into memory up to here, in bytes. */
    static final int SMALL = 64 * 1024;

    private static final int BUFFER = 16 * 1024;

    private Body() {}

    /** The sender is at fault: gone, too slow, or its chunks are broken. */
    static final class Unreadable extends IOException {
        Unreadable(IOException cause) {
            super(cause);
        }
    }

    /** More than the route allows. */
    static final class TooLarge extends IOException {
        TooLarge(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    /**
     * @return null when the request has no body
     * @throws TooLarge when more was announced than allowed
     * @throws Unreadable when a small body cannot be read
     */
    static @Nullable HttpEntity of(HttpServletRequest request, long limit) throws IOException {
        long length = request.getContentLengthLong();
        if (length > limit) {
            throw new TooLarge(limit);
        }
        boolean chunked = request.getHeader("Transfer-Encoding") != null;
        if (length == 0 || (length < 0 && !chunked)) {
            return length == 0 ? new ByteArrayEntity(new byte[0], null) : null;
        }
        var source = new Counted(request.getInputStream(), limit);
        if (length > 0 && length <= SMALL) {
            byte[] bytes = source.readNBytes((int) length);
            return new ByteArrayEntity(bytes, null);
        }
        return new Streamed(source, length);
    }

    /** Distinguishes the sender's failures from the service's. */
    private static final class Counted extends InputStream {
        private final InputStream source;
        private final long limit;
        private long count;

        Counted(InputStream source, long limit) {
            this.source = source;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int n = read(one, 0, 1);
            return n < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n;
            try {
                n = source.read(buffer, offset, length);
            } catch (IOException e) {
                throw new Unreadable(e);
            }
            if (n > 0) {
                count += n;
                if (count > limit) {
                    throw new TooLarge(limit);
                }
            }
            return n;
        }
    }

    private static final class Streamed extends AbstractHttpEntity {
        private final InputStream source;
        private final long length;

        Streamed(InputStream source, long length) {
            super((ContentType) null, null, length < 0);
            this.source = source;
            this.length = length;
        }

        @Override
        public long getContentLength() {
            return length;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public boolean isStreaming() {
            return true;
        }

        @Override
        public InputStream getContent() {
            return source;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] buffer = new byte[BUFFER];
            int n;
            while ((n = source.read(buffer)) >= 0) {
                out.write(buffer, 0, n);
            }
        }

        @Override
        public void close() {
            // The container closes the request.
        }
    }
}
