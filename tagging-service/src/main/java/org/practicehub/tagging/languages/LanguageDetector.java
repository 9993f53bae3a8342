package org.practicehub.tagging.languages;

import org.practicehub.tagging.text.Word;
import org.practicehub.tagging.text.Word.Shape;

import java.util.EnumMap;
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

    /** With fewer small words than this the declared language is believed. */
    private static final int ENOUGH = 4;

    private static final Map<Language, Set<String>> SMALL_WORDS =
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
                            "der", "die", "das", "und", "den", "von", "mit", "ist", "fur", "dem",
                            "nicht", "ein", "eine", "zu", "auf", "il", "di", "che", "per", "della",
                            "delle", "gli", "nel", "sono", "dei", "alla", "do", "da", "dos", "em",
                            "para", "nao", "os", "ao", "uma", "na", "no", "het", "een", "van",
                            "voor", "dat", "zijn", "aan", "met", "och", "att", "som", "av", "det",
                            "til", "og", "pa", "ve", "bir", "bu", "icin", "dan", "yang", "dengan",
                            "untuk", "w", "z", "nie", "je", "se", "e"));

    /**
     * @param declared what the contributor says; believed unless the text clearly speaks otherwise
     */
    public Language detect(List<List<Word>> passages, Language declared) {
        Map<Language, Integer> counts = new EnumMap<>(Language.class);
        int small = 0;
        int arabic = 0;
        int read = 0;
        for (List<Word> words : passages) {
            for (Word word : words) {
                if (++read > READ) {
                    break;
                }
                if (word.shape() == Shape.UNCASED) {
                    char first = word.folded().isEmpty() ? ' ' : word.folded().charAt(0);
                    arabic += first >= 0x600 && first <= 0x6FF ? 1 : 0;
                    continue;
                }
                small += word.shape() == Shape.LOWER ? 1 : 0;
                SMALL_WORDS.forEach(
                        (language, its) -> {
                            if (its.contains(word.folded())) {
                                counts.merge(language, 1, Integer::sum);
                            }
                        });
            }
        }
        if (arabic > small && arabic > 1) {
            return Language.ARABIC;
        }
        Language best = declared;
        int most = counts.getOrDefault(declared, 0);
        for (Map.Entry<Language, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most * 1.3 && entry.getValue() >= ENOUGH) {
                best = entry.getKey();
                most = entry.getValue();
            }
        }
        return best;
    }
}
