package org.practicehub.criteria;

import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

import java.text.Normalizer;
import java.util.Set;

/**
 * One spelling for what readers take for the same word, whatever the language: compatibility forms
 * decomposed (NFKD), diacritics and Arabic vowel signs removed, lower case, Latin letters to ASCII
 * (ø, ß, æ), the letters that Arabic and Persian keyboards mix up made one, digits of all scripts
 * ASCII, invisible characters removed, and without the elided article of French ({@code l'accueil})
 * or the possessive of English ({@code women's}).
 */
final class Folding {

    private static final Set<String> ELIDED =
            Set.of(
                    "l", "d", "c", "j", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu",
                    "quoiqu");

    /**
     * Folds in place what is only ASCII letters and digits.
     *
     * @return false when there is anything else; the letters before it may have been lowered
     */
    static boolean foldAscii(char[] text, int length) {
        for (int i = 0; i < length; i++) {
            char c = text[i];
            if (c >= 'A' && c <= 'Z') {
                text[i] = (char) (c + 32);
            } else if (c >= 128 || c == '\'') {
                return false;
            }
        }
        return true;
    }

    static String fold(String token) {
        String decomposed = Normalizer.normalize(token, Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        decomposed.codePoints().forEach(c -> foldInto(folded, c));
        return withoutElision(Normalizer.normalize(folded, Normalizer.Form.NFC));
    }

    private static void foldInto(StringBuilder folded, int c) {
        int type = Character.getType(c);
        if (type == Character.FORMAT || c == 'ـ' || isVariationSelector(c)) {
            return; // joiners, direction marks, soft hyphens, the Arabic tatweel
        }
        if (type == Character.NON_SPACING_MARK
                && Character.UnicodeScript.of(c) == Character.UnicodeScript.INHERITED
                && c != 0x3099
                && c != 0x309A) {
            return; // accents and vowel signs, but not the marks that make another kana
        }
        if (type == Character.DECIMAL_DIGIT_NUMBER) {
            folded.append((char) ('0' + Character.digit(c, 10)));
            return;
        }
        int lower = Character.toLowerCase(Character.toUpperCase(c));
        switch (lower) {
            case 'ى', 'ی' -> folded.append('ي'); // alef maksura, Persian yeh
            case 'ک' -> folded.append('ك'); // Persian kaf
            case 'ة' -> folded.append('ه'); // teh marbuta
            case 'ٱ' -> folded.append('ا'); // alef wasla
            case '’', 'ʼ' -> folded.append('\'');
            default -> {
                if (lower < 128 || lower > 0xFFFF) {
                    folded.appendCodePoint(lower);
                } else {
                    char[] ascii = new char[4];
                    int length =
                            ASCIIFoldingFilter.foldToASCII(
                                    new char[] {(char) lower}, 0, ascii, 0, 1);
                    folded.append(ascii, 0, length);
                }
            }
        }
    }

    private static boolean isVariationSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    }

    private static String withoutElision(String folded) {
        int apostrophe = folded.indexOf('\'');
        if (apostrophe < 0) {
            return folded;
        }
        String word = folded;
        if (apostrophe < folded.length() - 1 && ELIDED.contains(folded.substring(0, apostrophe))) {
            word = folded.substring(apostrophe + 1);
        }
        return word.length() > 2 && word.endsWith("'s")
                ? word.substring(0, word.length() - 2)
                : word;
    }

    private Folding() {}
}
