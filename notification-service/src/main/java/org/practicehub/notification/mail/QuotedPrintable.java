package org.practicehub.notification.mail;

import java.util.Arrays;

/**
 * Quoted-printable, by <a href="https://www.rfc-editor.org/rfc/rfc2045#section-6.7">RFC 2045,
 * 6.7</a>. The library's is a stream that takes one byte at a time: a quarter of what the workers
 * did that send mails.
 */
final class QuotedPrintable {

    /** Characters in a line, and one more where it goes on. */
    private static final int LINE = 75;

    /** The line goes on, in the next one. */
    static final byte[] SOFT_BREAK = {'=', '\r', '\n'};

    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
    };

    /**
     * @param text its lines end with LF, or CR and LF
     * @return lines of at most 76 characters of ASCII that end with CR and LF, and begin with no
     *     dot
     */
    static byte[] encoded(byte[] text) {
        // Three for each byte at most, and three more behind each full line.
        byte[] out = new byte[3 * text.length + 3 * (3 * text.length / (LINE - 2) + 1)];
        int size = 0;
        int column = 0;
        for (int i = 0; i < text.length; i++) {
            byte each = text[i];
            if (endsLine(text, i)) {
                if (each == '\n') {
                    out[size++] = '\r';
                    out[size++] = '\n';
                    column = 0;
                }
                continue;
            }
            boolean plain =
                    isPlain(each)
                            && !(each == ' ' && endsLine(text, i + 1))
                            && !(each == '.' && (column == 0 || column == LINE));
            int width = plain ? 1 : 3;
            if (column + width > LINE) {
                out[size++] = '=';
                out[size++] = '\r';
                out[size++] = '\n';
                column = 0;
            }
            if (plain) {
                out[size++] = each;
            } else {
                out[size++] = '=';
                out[size++] = HEX[(each >> 4) & 0xF];
                out[size++] = HEX[each & 0xF];
            }
            column += width;
        }
        return Arrays.copyOf(out, size);
    }

    /** Whether the line is over here: at its LF, at the CR before it, or behind the text. */
    private static boolean endsLine(byte[] text, int at) {
        return at == text.length
                || text[at] == '\n'
                || (text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n');
    }

    private static boolean isPlain(byte each) {
        return each >= ' ' && each < 127 && each != '=';
    }

    private QuotedPrintable() {}
}
