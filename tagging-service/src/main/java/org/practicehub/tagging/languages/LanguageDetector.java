package org.practicehub.tagging.languages;

import org.practicehub.tagging.text.Passage;
import org.practicehub.tagging.text.Word;
import org.practicehub.tagging.text.Word.Shape;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the language of a text by its commonest small words: a few hundred words decide between the
 * languages in use, and a text of another language is told apart by having none of them.
 */
public final class LanguageDetector {

    /** More words than this tell nothing new. */
    private static final int READ = 2_000;

    /** With fewer signs than this the declared language is believed. */
    private static final int ENOUGH = 4;

    /** The same when not one sign speaks for the declared language, as in a title. */
    private static final int ENOUGH_ALONE = 2;

    /** How much more often another language must show. */
    private static final double CLEARLY = 1.2;

    private static final String FRENCH_LETTERS = "çèêàùîôûëïœÇÈÊÀÙÎÔÛËÏŒ";
    private static final String SPANISH_LETTERS = "ñóíúáÑÓÍÚÁ";
    private static final String OTHER_LETTERS = "ãõäöüßåøæşığąęłżőűđčšžćřÃÕÄÖÜÅØÆŞĞĄĘŁŻŐŰČŠŽĆŘ";

    private static final Map<Language, Set<String>> BY_LANGUAGE =
            Map.of(
                    Language.ENGLISH,
                    Set.of(
                            "the", "of", "and", "to", "in", "is", "for", "that", "with", "on", "by",
                            "are", "was", "as", "from", "at", "be", "this", "an", "it", "which",
                            "their", "has", "have", "or", "were", "its", "been", "will", "not",
                            "who", "they", "all", "through", "other", "between", "such"),
                    Language.FRENCH,
                    Set.of(
                            "le", "la", "les", "des", "et", "du", "en", "un", "une", "dans", "pour",
                            "que", "qui", "sur", "au", "aux", "par", "avec", "est", "sont", "ce",
                            "cette", "ces", "ses", "leur", "leurs", "ou", "ne", "pas", "plus", "d",
                            "l", "afin", "ainsi", "entre", "ont", "ete", "a", "de"),
                    Language.SPANISH,
                    Set.of(
                            "el", "la", "los", "las", "del", "y", "en", "un", "una", "para", "que",
                            "por", "con", "es", "son", "se", "su", "sus", "al", "como", "mas",
                            "este", "esta", "estos", "o", "no", "entre", "ha", "han", "fue", "de",
                            "desde", "sobre", "tambien", "a", "lo"),
                    Language.OTHER,
                    Set.of(
                            "der", "die", "das", "nas", "und", "den", "von", "mit", "ist", "fur",
                            "dem", "nicht", "ein", "eine", "zu", "auf", "il", "di", "che", "per",
                            "della", "delle", "gli", "nel", "sono", "dei", "alla", "do", "da",
                            "dos", "em", "para", "nao", "os", "ao", "uma", "na", "no", "het", "een",
                            "van", "voor", "dat", "zijn", "aan", "met", "och", "att", "som", "av",
                            "det", "til", "og", "pa", "ve", "bir", "bu", "icin", "dan", "yang",
                            "dengan", "untuk", "w", "z", "nie", "je", "se", "e"));

    private static final Map<String, List<Language>> SMALL_WORDS = byWord();

    private static Map<String, List<Language>> byWord() {
        Map<String, List<Language>> byWord = new HashMap<>();
        BY_LANGUAGE.forEach(
                (language, words) ->
                        words.forEach(
                                word ->
                                        byWord.computeIfAbsent(word, unused -> new ArrayList<>())
                                                .add(language)));
        byWord.replaceAll((word, languages) -> List.copyOf(languages));
        return Map.copyOf(byWord);
    }

    /**
     * @param declared what the contributor says; believed unless the text clearly speaks otherwise
     */
    public Language detect(List<Passage> passages, Language declared) {
        Map<Language, Integer> counts = new EnumMap<>(Language.class);
        int cased = 0;
        int arabic = 0;
        int read = 0;
        for (Passage passage : passages) {
            for (Word word : passage.words()) {
                if (++read > READ) {
                    break;
                }
                if (word.shape() == Shape.UNCASED) {
                    char first = word.folded().charAt(0);
                    arabic += first >= 0x600 && first <= 0x6FF ? 1 : 0;
                    continue;
                }
                cased += word.shape() == Shape.NUMBER ? 0 : 1;
                for (Language language : SMALL_WORDS.getOrDefault(word.folded(), List.of())) {
                    counts.merge(language, 1, Integer::sum);
                }
                countLetters(passage.text(), word, counts);
            }
        }
        if (arabic > cased) {
            return Language.ARABIC;
        }
        return cased == 0 && hasLetters(passages) ? Language.OTHER : ofLatin(counts, declared);
    }

    /**
     * Whether there is anything to read at all: scripts that run on without spaces have no words.
     */
    private static boolean hasLetters(List<Passage> passages) {
        return passages.stream()
                .anyMatch(
                        passage ->
                                passage.text()
                                        .codePoints()
                                        .limit(READ)
                                        .anyMatch(Character::isLetter));
    }

    /** Letters that one of the languages has and the others have not. */
    private static void countLetters(String text, Word word, Map<Language, Integer> counts) {
        Language language = null;
        for (int i = word.start(); i < word.end(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (OTHER_LETTERS.indexOf(c) >= 0 || isOfOtherScript(c)) {
                language = Language.OTHER;
                break;
            }
            if (language == null && FRENCH_LETTERS.indexOf(c) >= 0) {
                language = Language.FRENCH;
            } else if (language == null && SPANISH_LETTERS.indexOf(c) >= 0) {
                language = Language.SPANISH;
            }
        }
        if (language != null) {
            counts.merge(language, 1, Integer::sum);
        }
    }

    private static boolean isOfOtherScript(char c) {
        return c >= 0x370 && c < 0x1E00 && !(c >= 0x600 && c <= 0x6FF);
    }

    private static Language ofLatin(Map<Language, Integer> counts, Language declared) {
        Language best = declared;
        int most = counts.getOrDefault(declared, 0);
        int enough = most == 0 ? ENOUGH_ALONE : ENOUGH;
        for (Language language : Language.values()) {
            int count = counts.getOrDefault(language, 0);
            if (count >= enough && count > most * CLEARLY) {
                best = language;
                most = count;
            }
        }
        return best;
    }
}
