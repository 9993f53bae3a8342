package org.practicehub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

class HttpResponseTests {

    @Test
    void aBodyOfGivenLengthIsReadAndNotAByteMore() throws IOException {
        Wire in =
                wire(
                        "HTTP/1.1 201 \r\nETag: \"3\"\r\nContent-Length: 4\r\n\r\nfour"
                                + "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        HttpResponse first = HttpResponse.read(in);
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("etag")).isEqualTo("\"3\"");
        assertThat(first.text()).isEqualTo("four");
        assertThat(HttpResponse.read(in).status()).isEqualTo(404);
    }

    @Test
    void chunksAreJoinedAndTheirTrailersSkipped() throws IOException {
        Wire in =
                wire(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "5;x=1\r\nhello\r\nc\r\n, wide world\r\n0\r\nT: 1\r\n\r\n"
                                + "HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(HttpResponse.read(in).text()).isEqualTo("hello, wide world");
        assertThat(HttpResponse.read(in).body()).isEmpty();
    }

    @Test
    void interimAnswersAreSkipped() throws IOException {
        Wire in =
                wire(
                        "HTTP/1.1 100 Continue\r\n\r\n"
                                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        assertThat(HttpResponse.read(in).text()).isEqualTo("ok");
    }

    @Test
    void withoutALengthTheBodyEndsWithTheConnection() throws IOException {
        HttpResponse read =
                HttpResponse.read(wire("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it"));
        assertThat(read.text()).isEqualTo("all of it");
        assertThat(read.closes()).isTrue();
    }

    @Test
    void anEndBeforeTheAnswerIsToldFromAnEndWithinIt() {
        assertThatThrownBy(() -> HttpResponse.read(wire("")))
                .isInstanceOf(HttpResponse.NoAnswer.class);
        assertThatThrownBy(
                        () ->
                                HttpResponse.read(
                                        wire("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut")))
                .isInstanceOf(EOFException.class)
                .isNotInstanceOf(HttpResponse.NoAnswer.class);
    }

    @Test
    void whatIsNotHttpIsRefused() {
        assertThatThrownBy(() -> HttpResponse.read(wire("220 smtp.example.org ready\r\n")))
                .hasMessageContaining("not an HTTP/1.1 answer");
    }

    private static Wire wire(String text) {
        return new Wire(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
