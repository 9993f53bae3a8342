package org.practicehub.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

class QuotedPrintableTests {

    private static String encoded(String text) {
        return new String(
                QuotedPrintable.encoded(text.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.US_ASCII);
    }

    @Test
    void whatIsNotPlainIsWrittenInHexadecimals() {
        assertThat(encoded("1 = un, été\tà Málaga"))
                .isEqualTo("1 =3D un, =C3=A9t=C3=A9=09=C3=A0 M=C3=A1laga");
    }

    @Test
    void noLineEndsWithABlank() {
        assertThat(encoded("one \ntwo\r\n \nend ")).isEqualTo("one=20\r\ntwo\r\n=20\r\nend=20");
    }

    @Test
    void longLinesGoOnBehindAnEqualsSign() {
        assertThat(encoded("x".repeat(75))).isEqualTo("x".repeat(75));
        assertThat(encoded("x".repeat(76))).isEqualTo("x".repeat(75) + "=\r\nx");
        assertThat(encoded("x".repeat(74) + "é")).isEqualTo("x".repeat(74) + "=\r\n=C3=A9");
    }

    @Test
    void whatIsEncodedIsDecodedByOthers() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            for (int at = 0; at < bytes.length; at++) {
                // A line ends with LF here, and a CR by itself is a byte like others.
                if (random.nextInt(4) == 0) {
                    bytes[at] = (byte) " =\nx".charAt(random.nextInt(4));
                } else if (bytes[at] == '\r') {
                    bytes[at] = 'r';
                }
            }
            byte[] encoded = QuotedPrintable.encoded(bytes);
            assertThat(new String(encoded, StandardCharsets.ISO_8859_1).lines())
                    .allMatch(line -> line.length() <= 76 && !line.endsWith(" "));
            try (InputStream decoded =
                    MimeUtility.decode(new ByteArrayInputStream(encoded), "quoted-printable")) {
                assertThat(new String(decoded.readAllBytes(), StandardCharsets.ISO_8859_1))
                        .isEqualTo(
                                new String(bytes, StandardCharsets.ISO_8859_1)
                                        .replace("\n", "\r\n"));
            }
        }
    }
}
