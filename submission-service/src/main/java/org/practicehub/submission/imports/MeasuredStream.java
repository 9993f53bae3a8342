package org.practicehub.submission.imports;

import org.practicehub.submission.web.ProblemException;
import org.springframework.http.HttpStatus;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bounds a stream and digests what is read of it. */
final class MeasuredStream extends FilterInputStream {

    private long total;

    MeasuredStream(InputStream in) {
        super(new DigestInputStream(in, sha256()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) {
        total += read;
        if (total > Lines.MAX_BYTES) {
            throw new ProblemException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "An import has at most %d bytes.".formatted(Lines.MAX_BYTES));
        }
    }

    /** Whoever reads a table closes it at its end; the request's stream is the container's. */
    @Override
    public void close() {}

    /** Reads what is left, and digests all of it. */
    String digest() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    }
}
