package org.practicehub.tagging.countries;

import org.practicehub.tagging.countries.Entry.Kind;
import org.practicehub.tagging.languages.Language;
import org.practicehub.tagging.text.Passage;
import org.practicehub.tagging.text.Word;
import org.practicehub.tagging.text.Word.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the names of the gazetteer in a text, longest first, and drops those that the guards take
 * for something else.
 */
final class MentionFinder {

    private static final List<String> PREFIXES_WITH_ARTICLE =
            List.of("وبال", "وكال", "وال", "بال", "كال", "فال", "ولل", "فلل", "لل");

    private static final List<String> PREFIXES_WITHOUT_ARTICLE =
            List.of("وب", "ول", "وك", "فب", "فل", "و", "ب", "ل", "ف", "ك");

    private static final Set<String> ARTICLES =
            Set.of("the", "la", "le", "les", "el", "los", "las");

    private final Gazetteer gazetteer;
    private final Persons.Names names;
    private final Guards guards;

    private MentionFinder(Gazetteer gazetteer, Persons.Names names, Guards guards) {
        this.gazetteer = gazetteer;
        this.names = names;
        this.guards = guards;
    }

    static MentionFinder load() {
        Gazetteer gazetteer = Gazetteer.load();
        WordList commonWords = WordList.load("common-words");
        Persons.Names names = new Persons.Names(gazetteer, commonWords);
        return new MentionFinder(gazetteer, names, new Guards(names, commonWords));
    }

    /** The mentions of all passages, in the order of the text. */
    List<Mention> find(List<Passage> passages, Language language) {
        List<Surroundings> surroundings = passages.stream().map(Surroundings::new).toList();
        Persons persons = Persons.of(surroundings, names);
        List<Mention> mentions = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            Surroundings around = surroundings.get(i);
            mentions.addAll(new Scan(passages.get(i), i, around, language, persons).run());
        }
        return mentions;
    }

    private final class Scan {

        private final Passage passage;
        private final int number;
        private final Surroundings around;
        private final Language language;
        private final NameShape shape;
        private final Guards.Watch guard;
        private final List<Mention> mentions = new ArrayList<>();

        Scan(Passage passage, int number, Surroundings around, Language language, Persons persons) {
            this.passage = passage;
            this.number = number;
            this.around = around;
            this.language = language;
            this.shape = new NameShape(around, language);
            this.guard = guards.over(around, language, persons);
        }

        List<Mention> run() {
            int word = 0;
            while (word < around.size()) {
                word = Math.max(word + 1, mentionAt(word));
            }
            return new Containers(around).of(mentions);
        }

        /** Notes a name that begins at a word; the first word behind it. */
        private int mentionAt(int at) {
            Word word = around.word(at);
            if (word.shape() == Shape.NUMBER) {
                return at + 1;
            }
            if (word.shape() == Shape.LOWER && !language.writesDemonymsSmall()) {
                return behindBlocker(at, word);
            }
            int behind = noteLongest(at, word.folded(), word.start());
            if (behind > at) {
                return behind;
            }
            if (word.shape() == Shape.UNCASED && isArabic(word.folded().charAt(0))) {
                return behindPrefixed(at, word);
            }
            return at + 1;
        }

        /** "gulf of Mexico": a small word may begin what is no place, but no place. */
        private int behindBlocker(int at, Word word) {
            Gazetteer.Match match = gazetteer.longest(around.words(), at, word.folded());
            boolean blocks =
                    match != null
                            && match.count() > 1
                            && match.entries().getFirst().kind() == Kind.BLOCKER
                            && shape.isOneName(at, match.count());
            return match != null && blocks ? at + match.count() : at + 1;
        }

        private int behindPrefixed(int at, Word word) {
            for (String prefix : PREFIXES_WITH_ARTICLE) {
                int behind = noteWithoutPrefix(at, word, prefix, "ال", word.start());
                if (behind > at) {
                    return behind;
                }
            }
            for (String prefix : PREFIXES_WITHOUT_ARTICLE) {
                int start = startBehindPrefix(word, prefix.length());
                int behind = noteWithoutPrefix(at, word, prefix, "", start);
                if (behind > at) {
                    return behind;
                }
            }
            return at + 1;
        }

        private int noteWithoutPrefix(int at, Word word, String prefix, String article, int start) {
            String folded = word.folded();
            if (!folded.startsWith(prefix) || folded.length() < prefix.length() + 3) {
                return at;
            }
            return noteLongest(at, article + folded.substring(prefix.length()), start);
        }

        /** A letter of prefix is a letter of text, unless vowel marks stand between. */
        private static int startBehindPrefix(Word word, int letters) {
            return word.length() == word.folded().length() ? word.start() + letters : word.start();
        }

        private int noteLongest(int at, String folded, int start) {
            List<Gazetteer.Match> matches = gazetteer.matches(around.words(), at, folded);
            for (int i = matches.size() - 1; i >= 0; i--) {
                Gazetteer.Match match = matches.get(i);
                if (!shape.isOneName(at, match.count())) {
                    continue;
                }
                if (match.entries().getFirst().kind() == Kind.BLOCKER) {
                    if (shape.fits(at, match.count(), Kind.BLOCKER)) {
                        return at + match.count();
                    }
                    continue;
                }
                if (match.count() > 1 && isOverrun(at, match)) {
                    continue;
                }
                String key = key(at, match.count(), folded);
                List<Entry> possible = possible(at, match, key);
                if (!possible.isEmpty()) {
                    return note(at, match.count(), start, key, possible);
                }
            }
            return at;
        }

        /** "La Unión" is a city, but not in "La Unión Europea"; nor "the Netherlands Antilles". */
        private boolean isOverrun(int at, Gazetteer.Match match) {
            if (certain(match) && !ARTICLES.contains(around.word(at).folded())) {
                return false;
            }
            Gazetteer.Match next =
                    gazetteer.longest(around.words(), at + 1, around.word(at + 1).folded());
            return next != null
                    && next.count() >= match.count()
                    && certain(next)
                    && shape.isOneName(at + 1, next.count());
        }

        private static boolean certain(Gazetteer.Match match) {
            Kind kind = match.entries().getFirst().kind();
            return kind == Kind.COUNTRY || kind == Kind.GROUP || kind == Kind.BLOCKER;
        }

        private List<Entry> possible(int at, Gazetteer.Match match, String key) {
            List<Entry> possible = new ArrayList<>(match.entries().size());
            for (Entry entry : match.entries()) {
                if (shape.fits(at, match.count(), entry.kind()) && guard.allows(entry, key)) {
                    possible.add(entry);
                }
            }
            return possible;
        }

        private int note(int at, int count, int start, String key, List<Entry> entries) {
            int behind = at + count;
            boolean place =
                    !mentions.isEmpty()
                            && mentions.getLast().behind() == at
                            && mentions.getLast().doubt() == Mention.Doubt.NONE;
            if (!guard.reject(at, count, key, entries, place)) {
                mentions.add(
                        new Mention(
                                passage,
                                number,
                                at,
                                behind,
                                start,
                                endOf(at, behind),
                                key,
                                List.copyOf(entries),
                                null,
                                guard.doubt(at, count, key, entries, place)));
            }
            return behind;
        }

        /** "U.S." ends with its point. */
        private int endOf(int at, int behind) {
            Word last = around.word(behind - 1);
            boolean dotted =
                    behind - at > 1
                            && last.length() == 1
                            && last.end() < around.text().length()
                            && around.text().charAt(last.end()) == '.'
                            && around.text().charAt(last.start() - 1) == '.';
            return dotted ? last.end() + 1 : last.end();
        }

        private String key(int at, int count, String folded) {
            if (count == 1) {
                return folded;
            }
            StringBuilder key = new StringBuilder(folded);
            for (int i = at + 1; i < at + count; i++) {
                key.append(' ').append(around.word(i).folded());
            }
            return key.toString();
        }
    }

    private static boolean isArabic(char c) {
        return c >= 0x600 && c <= 0x6FF;
    }
}
