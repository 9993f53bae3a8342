package org.practicehub.notification.subscription;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address that is safe to put into SMTP commands and headers: one mailbox, dot-atom local
 * part, a domain of at least two labels (RFC 5321, without quoted strings, address literals and
 * non-ASCII local parts). Domains may be international.
 *
 * @param text as typed, with the domain in ASCII
 */
public record Address(String text) {

    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
                            + "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    /**
     * @throws IllegalArgumentException saying what is wrong, for the person who typed it
     */
    public Address {
        if (!isPlain(text)) {
            text = checked(text);
        }
    }

    /**
     * Whether there is nothing to check or change: letters, digits, hyphens and underscores with
     * single dots between them, which nearly all addresses are. They are read for every message.
     */
    private static boolean isPlain(String text) {
        int at = text.indexOf('@');
        int length = text.length();
        if (at < 1 || at > 64 || length > 254 || text.indexOf('.', at) < 0) {
            return false;
        }
        int label = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (isLetterOrDigit(c)) {
                label++;
            } else if (c == '.' || i == at) {
                if (label == 0) {
                    return false;
                }
                label = 0;
            } else if (i < at && (c == '-' || c == '_')) {
                label++;
            } else if (c == '-'
                    && label > 0
                    && i + 1 < length
                    && isLetterOrDigit(text.charAt(i + 1))) {
                label++;
            } else {
                return false;
            }
            if (i > at && label > 63) {
                return false;
            }
        }
        return label > 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Everything that makes an address; what is plain passes unchanged. */
    static String checked(String text) {
        String given = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        int at = given.lastIndexOf('@');
        if (at < 1 || given.length() > 254) {
            throw new IllegalArgumentException("is not an e-mail address");
        }
        String local = given.substring(0, at);
        if (local.length() > 64 || !LOCAL.matcher(local).matches()) {
            throw new IllegalArgumentException("has characters before the @ that are not accepted");
        }
        String domain;
        try {
            domain = IDN.toASCII(given.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            domain = "";
        }
        if (domain.length() > 253 || !DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException("has no proper domain behind the @");
        }
        return local + "@" + domain;
    }

    /**
     * What makes two addresses one person. Local parts may in theory differ by case; no provider in
     * use lets them.
     */
    public String normalised() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Enough for its owner to know it again, too little for anybody else. */
    public String masked() {
        int at = text.indexOf('@');
        return text.charAt(0) + "…" + text.substring(at);
    }
}
