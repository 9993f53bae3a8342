package org.practicehub.tagging.text;

import org.practicehub.tagging.text.Word.Shape;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Splits text into words and folds them; one pass, linear in the length of the text. */
public final class Words {

    /** Longer runs are not words of any language; they are cut so that no rule sees a giant. */
    private static final int LONGEST = 64;

    /**
     * The words of a text, in order. Han, kana and Hangul run on without spaces and are skipped.
     */
    public static List<Word> of(String text) {
        List<Word> words = new ArrayList<>(text.length() / 6 + 1);
        int length = text.length();
        int at = 0;
        while (at < length) {
            int point = text.codePointAt(at);
            if (!inWord(point)) {
                at += Character.charCount(point);
                continue;
            }
            int start = at;
            while (at < length && at - start < LONGEST) {
                point = text.codePointAt(at);
                if (!inWord(point)) {
                    break;
                }
                at += Character.charCount(point);
            }
            String surface = text.substring(start, at);
            String folded = fold(surface);
            if (!folded.isEmpty()) {
                words.add(new Word(start, at, folded, shape(surface)));
            }
        }
        return List.copyOf(words);
    }

    /**
     * Lower case, without accents and vowel marks; ligatures spelled out; Arabic alef, ya and ta
     * marbuta in one form each.
     */
    public static String fold(String word) {
        if (isPlain(word)) {
            return word;
        }
        StringBuilder folded = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < 0x80) {
                folded.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
            } else {
                foldOther(c, folded);
            }
        }
        return folded.toString();
    }

    /** A name as a key: its words folded and joined by single spaces. */
    public static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        for (Word word : of(name)) {
            if (!key.isEmpty()) {
                key.append(' ');
            }
            key.append(word.folded());
        }
        return key.toString();
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    private static void foldOther(char c, StringBuilder folded) {
        switch (c) {
            case 'ß' -> folded.append("ss");
            case 'æ', 'Æ' -> folded.append("ae");
            case 'œ', 'Œ' -> folded.append("oe");
            case 'ø', 'Ø' -> folded.append('o');
            case 'đ', 'Đ', 'ð', 'Ð' -> folded.append('d');
            case 'ł', 'Ł' -> folded.append('l');
            case 'þ', 'Þ' -> folded.append("th");
            case 'ı', 'İ' -> folded.append('i');
            case 'ə', 'Ə' -> folded.append('a');
            case 'أ', 'إ', 'آ', 'ٱ' -> folded.append('ا');
            case 'ى', 'ی' -> folded.append('ي');
            case 'ک' -> folded.append('ك');
            case 'ة' -> folded.append('ه');
            case 'ؤ' -> folded.append('و');
            case 'ئ' -> folded.append('ي');
            case 'ـ' -> {}
            default -> decompose(c, folded);
        }
    }

    private static void decompose(char c, StringBuilder folded) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.FORMAT) {
            return;
        }
        if (Character.isSurrogate(c) || (c >= 0x0600 && c <= 0x06FF)) {
            folded.append(c >= 0x0660 && c <= 0x0669 ? (char) (c - 0x0660 + '0') : c);
            return;
        }
        String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD);
        for (int i = 0; i < parts.length(); i++) {
            char part = parts.charAt(i);
            if (Character.getType(part) != Character.NON_SPACING_MARK) {
                folded.append(Character.toLowerCase(part));
            }
        }
    }

    private static boolean inWord(int point) {
        if (point < 0x80) {
            return (point >= 'a' && point <= 'z')
                    || (point >= 'A' && point <= 'Z')
                    || (point >= '0' && point <= '9');
        }
        return switch (Character.getType(point)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER ->
                    true;
            case Character.OTHER_LETTER -> !Character.isIdeographic(point);
            default -> point == 'ـ';
        };
    }

    private static Shape shape(String surface) {
        int first = surface.codePointAt(0);
        if (Character.isDigit(first)) {
            return Shape.NUMBER;
        }
        if (Character.isLowerCase(first)) {
            return Shape.LOWER;
        }
        if (!Character.isUpperCase(first) && !Character.isTitleCase(first)) {
            return Shape.UNCASED;
        }
        for (int i = Character.charCount(first); i < surface.length(); i++) {
            if (Character.isLowerCase(surface.charAt(i))) {
                return Shape.CAPITALISED;
            }
        }
        return surface.length() > 1 ? Shape.UPPER : Shape.CAPITALISED;
    }

    private Words() {}
}
