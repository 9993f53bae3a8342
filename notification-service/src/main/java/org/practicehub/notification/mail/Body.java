package org.practicehub.notification.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The same in text and HTML, as it goes over the wire: two alternative parts by MIME, lines of
 * ASCII that are short enough for every server, none of which begins with a dot, so that SMTP
 * changes nothing in it. What many mails have in common is encoded once: in between stand gaps,
 * each on lines of its own, that are filled with what differs.
 */
final class Body {

    /** Cannot occur in a part: an encoded equals sign is followed by digits or a line's end. */
    static final String BOUNDARY = "=_alternatives";

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder();

    private static final byte[] END = ascii("\r\n--" + BOUNDARY + "--\r\n");

    private final List<Piece> pieces;

    private Body(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** One behind the other, what a body is made of. */
    private sealed interface Piece {

        void write(List<String> tokens, ByteArrayOutputStream out);

        /** The same in every mail. */
        final class Fixed implements Piece {

            private final byte[] bytes;

            Fixed(byte[] bytes) {
                this.bytes = bytes;
            }

            @Override
            public void write(List<String> tokens, ByteArrayOutputStream out) {
                out.writeBytes(bytes);
            }
        }

        /** One of the tokens, between soft line breaks. */
        record Gap(int number) implements Piece {
            @Override
            public void write(List<String> tokens, ByteArrayOutputStream out) {
                out.writeBytes(QuotedPrintable.encoded(ascii(tokens.get(number))));
                out.writeBytes(QuotedPrintable.SOFT_BREAK);
            }
        }

        /** What is mostly not ASCII is in base64, which has no place for gaps. */
        record Foreign(Cut text) implements Piece {
            @Override
            public void write(List<String> tokens, ByteArrayOutputStream out) {
                out.writeBytes(BASE64.encode(text.with(tokens).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    static Body of(String text, String html) {
        return of(Cut.whole(text), Cut.whole(html));
    }

    static Body of(Cut text, Cut html) {
        List<Piece> pieces = new ArrayList<>();
        add(pieces, "text/plain", text);
        add(pieces, "text/html", html);
        pieces.add(new Piece.Fixed(END));
        return new Body(pieces);
    }

    private static void add(List<Piece> pieces, String type, Cut cut) {
        String all = String.join("", cut.pieces());
        boolean mostlyAscii =
                all.getBytes(StandardCharsets.UTF_8).length < all.length() + all.length() / 4;
        pieces.add(
                new Piece.Fixed(
                        ascii(
                                "\r\n--%s\r\nContent-Type: %s; charset=UTF-8\r\nContent-Transfer-Encoding: %s\r\n\r\n"
                                        .formatted(
                                                BOUNDARY,
                                                type,
                                                mostlyAscii ? "quoted-printable" : "base64"))));
        if (!mostlyAscii) {
            pieces.add(new Piece.Foreign(cut));
            return;
        }
        for (int i = 0; i < cut.pieces().size(); i++) {
            boolean last = i == cut.gaps().size();
            byte[] fixed =
                    QuotedPrintable.encoded(cut.pieces().get(i).getBytes(StandardCharsets.UTF_8));
            pieces.add(new Piece.Fixed(fixed));
            if (!last) {
                pieces.add(new Piece.Fixed(QuotedPrintable.SOFT_BREAK));
                pieces.add(new Piece.Gap(cut.gaps().get(i)));
            }
        }
    }

    /**
     * @param tokens of ASCII, as many as there are gaps to be filled with
     */
    void write(List<String> tokens, ByteArrayOutputStream out) {
        pieces.forEach(piece -> piece.write(tokens, out));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
