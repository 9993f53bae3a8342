package org.practicehub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class WireTests {

    /** A connection over which so many bytes come at a time. */
    private static Wire wire(String text, int atOnce) {
        return new Wire(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        return super.read(buffer, offset, Math.min(length, atOnce));
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void linesBytesAndMarksAreFoundHoweverTheyCome(int atOnce) throws IOException {
        Wire wire = wire("one\r\ntwo\n\r\nfourx.\r\n.\r\r\n.\r\nrest", atOnce);
        assertThat(wire.line()).isEqualTo("one");
        assertThat(wire.line()).isEqualTo("two");
        assertThat(wire.line()).isEmpty();
        assertThat(wire.exactly(4)).asString().isEqualTo("four");
        assertThat(wire.through(new byte[] {'\r', '\n', '.', '\r', '\n'}, 2))
                .asString()
                .isEqualTo("x.\r\n.\r\r\n.\r\n");
        assertThat(wire.hasEnded()).isFalse();
        assertThat(wire.rest()).asString().isEqualTo("rest");
        assertThat(wire.hasEnded()).isTrue();
        assertThat(wire.isDrained()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void whatIsCutShortIsNotTakenForWhole(int atOnce) {
        assertThatThrownBy(() -> wire("no end", atOnce).line()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> wire("four", atOnce).exactly(5)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> wire("a\r", atOnce).through(new byte[] {'\r', '\n'}, 0))
                .isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 100_000})
    void aLineWithoutEndIsNotKept(int atOnce) {
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        int some = Math.min(length, atOnce);
                        Arrays.fill(buffer, offset, offset + some, (byte) 'x');
                        return some;
                    }
                };
        assertThatThrownBy(() -> new Wire(endless).line()).hasMessageContaining("too long");
    }
}
