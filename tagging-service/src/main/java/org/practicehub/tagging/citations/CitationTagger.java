package org.practicehub.tagging.citations;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Evidence;
import org.practicehub.tagging.evidence.Findings;
import org.practicehub.tagging.text.Passage;
import org.practicehub.tagging.text.Word;
import org.practicehub.tagging.vocabularies.Targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds goals, targets, indicators and objectives that are cited by number. Such a citation is
 * certain; only an objective whose Compact is named elsewhere in the text is a little less so.
 */
public final class CitationTagger {

    private static final double CERTAIN = 1.0;
    private static final double NAMED_ELSEWHERE = 0.9;

    /** How far behind a number "of the Global Compact" may follow, in UTF-16 code units. */
    private static final int BEHIND = 90;

    private static final int BEFORE = 60;

    /** Prefixes of words such as {@code sdg3} and {@code ODD8}. */
    private static final List<String> ATTACHED = List.of("sdgs", "sdg", "odd", "ods");

    /** "Strategic objective 3" is one of somebody's own. */
    private static final Set<String> OWN =
            Set.of(
                    "strategic",
                    "specific",
                    "general",
                    "overall",
                    "strategique",
                    "specifique",
                    "estrategico",
                    "especifico",
                    "project",
                    "programme",
                    "our",
                    "learning",
                    "first",
                    "policy",
                    "their",
                    "its",
                    "outcome",
                    "key",
                    "main");

    public void tag(List<Passage> passages, Findings findings) {
        Compact.Anywhere anywhere = new Compact.Anywhere(passages);
        for (Passage passage : passages) {
            new Reader(passage, anywhere, findings).read();
        }
    }

    private static final class Reader {

        private final Passage passage;
        private final String text;
        private final List<Word> words;
        private final Compact.Anywhere anywhere;
        private final Findings findings;

        Reader(Passage passage, Compact.Anywhere anywhere, Findings findings) {
            this.passage = passage;
            this.text = passage.text();
            this.words = passage.words();
            this.anywhere = anywhere;
            this.findings = findings;
        }

        void read() {
            int word = 0;
            while (word < words.size()) {
                word = Math.max(word + 1, readAt(word));
            }
            readBareLists();
        }

        /** Reads a citation that begins at a word; the first word behind it. */
        private int readAt(int word) {
            Word first = words.get(word);
            for (String prefix : ATTACHED) {
                if (first.folded().length() > prefix.length()
                        && first.folded().startsWith(prefix)
                        && Character.isDigit(first.folded().charAt(prefix.length()))) {
                    return cite(Cue.GOAL, word, first.start() + prefix.length());
                }
            }
            if (!Cue.mayBegin(first.folded())) {
                return word;
            }
            int most = Math.min(Cue.longest(), words.size() - word);
            for (int count = most; count > 0; count--) {
                Cue cue = Cue.of(phrase(word, count));
                if (cue != null) {
                    int behind = cite(cue, word, words.get(word + count - 1).end());
                    return behind == word ? word + 1 : behind;
                }
            }
            return word;
        }

        private String phrase(int word, int count) {
            if (count == 1) {
                return words.get(word).folded();
            }
            StringBuilder phrase = new StringBuilder();
            for (int i = word; i < word + count; i++) {
                phrase.append(i == word ? "" : " ").append(words.get(i).folded());
            }
            return phrase.toString();
        }

        private int cite(Cue cue, int word, int numbersFrom) {
            List<Numbers.Item> items = Numbers.following(text, numbersFrom);
            if (items.isEmpty()) {
                return word;
            }
            int start = words.get(word).start();
            for (int i = 0; i < items.size(); i++) {
                Numbers.Item item = items.get(i);
                int from = i == 0 ? start : item.start();
                switch (cue) {
                    case GOAL -> goal(item, from);
                    case TARGET, INDICATOR -> target(item, from);
                    case GCM_OBJECTIVE -> objective(item, from, CERTAIN);
                    case OBJECTIVE, GOAL_OR_OBJECTIVE ->
                            byContext(cue, word, item, from, items.getLast().end());
                }
            }
            return wordBehind(word, items.getLast().end());
        }

        private void byContext(Cue cue, int word, Numbers.Item item, int from, int end) {
            if (!item.part().isEmpty()) {
                if (cue == Cue.GOAL_OR_OBJECTIVE && anywhere.get().speaksOfGoals()) {
                    goal(item, from);
                }
                return;
            }
            int start = words.get(word).start();
            Compact behind = Compact.near(text, end, sentenceEnd(end));
            Compact before =
                    Compact.near(text, Math.max(start - BEFORE, sentenceStart(start)), start);
            boolean own = word > 0 && OWN.contains(words.get(word - 1).folded());
            if (behind.speaksOfCompact() && !behind.speaksOfGoals()) {
                objective(item, from, CERTAIN);
            } else if (behind.speaksOfGoals() && cue == Cue.GOAL_OR_OBJECTIVE) {
                goal(item, from);
            } else if (before.speaksOfCompact() && !own) {
                objective(item, from, CERTAIN);
            } else if (before.speaksOfGoals() && cue == Cue.GOAL_OR_OBJECTIVE) {
                goal(item, from);
            } else if (behind.speaksOfCompact()) {
                objective(item, from, CERTAIN);
            } else if (own) {
                return;
            } else if (anywhere.get().speaksOfMigrationCompact()
                    && (cue == Cue.OBJECTIVE || !anywhere.get().speaksOfGoals())) {
                objective(item, from, NAMED_ELSEWHERE);
            } else if (anywhere.get().speaksOfGoals()
                    && cue == Cue.GOAL_OR_OBJECTIVE
                    && words.get(word).mayBeName()) {
                goal(item, from);
            }
        }

        private int sentenceEnd(int from) {
            int limit = Math.min(text.length(), from + BEHIND);
            for (int i = from; i < limit; i++) {
                char c = text.charAt(i);
                if (c == '\n'
                        || c == ';'
                        || (c == '.' && i + 1 < limit && text.charAt(i + 1) == ' ')) {
                    return i;
                }
            }
            return limit;
        }

        private int sentenceStart(int from) {
            for (int i = from - 2; i > Math.max(0, from - BEFORE); i--) {
                char c = text.charAt(i);
                if (c == '\n' || (c == '.' && text.charAt(i + 1) == ' ')) {
                    return i + 1;
                }
            }
            return Math.max(0, from - BEFORE);
        }

        private void goal(Numbers.Item item, int from) {
            if (!item.part().isEmpty()) {
                target(item, from);
            } else if (Targets.isGoal(item.number())) {
                add("sdg", String.valueOf(item.number()), CERTAIN, from, item, "citation:goal");
            }
        }

        private void target(Numbers.Item item, int from) {
            if (item.part().isEmpty() || !Targets.exists(item.number(), item.part())) {
                return;
            }
            String goal = String.valueOf(item.number());
            String rule = item.indicator() ? "citation:indicator" : "citation:target";
            add("sdg-target", goal + "." + item.part(), CERTAIN, from, item, rule);
            add("sdg", goal, CERTAIN, from, item, rule);
        }

        private void objective(Numbers.Item item, int from, double confidence) {
            if (item.part().isEmpty() && Targets.isObjective(item.number())) {
                String code = String.valueOf(item.number());
                add("gcm", code, confidence, from, item, "citation:objective");
            }
        }

        private void add(
                String scheme,
                String code,
                double confidence,
                int from,
                Numbers.Item item,
                String rule) {
            Evidence evidence = passage.span(from, item.end()).foundBy(rule, null);
            findings.add(scheme, code, confidence, evidence);
        }

        private int wordBehind(int word, int end) {
            int behind = word;
            while (behind < words.size() && words.get(behind).start() < end) {
                behind++;
            }
            return behind;
        }

        /**
         * Targets listed without any cue: {@code 17.9; 17.14; 10.7.} A list with semicolons, or a
         * line of nothing but three targets or more.
         */
        private void readBareLists() {
            int lineStart = 0;
            while (lineStart < text.length()) {
                int lineEnd = text.indexOf('\n', lineStart);
                lineEnd = lineEnd < 0 ? text.length() : lineEnd;
                readBareLine(lineStart, lineEnd);
                lineStart = lineEnd + 1;
            }
        }

        private void readBareLine(int lineStart, int lineEnd) {
            List<Numbers.Item> run = new ArrayList<>();
            boolean semicolons = false;
            int at = lineStart;
            while (at < lineEnd) {
                char c = text.charAt(at);
                boolean fresh = at == lineStart || !Character.isLetterOrDigit(text.charAt(at - 1));
                Numbers.Item item = fresh && Character.isDigit(c) ? targetAt(at) : null;
                if (item != null && item.end() <= lineEnd) {
                    run.add(item);
                    at = item.end();
                } else if (c == ';' && !run.isEmpty()) {
                    semicolons = true;
                    at++;
                } else if (c == ' ' || c == ',' || c == '.' || c == '\t' || c == '\r') {
                    at++;
                } else {
                    endRun(run, semicolons, false);
                    run.clear();
                    semicolons = false;
                    at++;
                }
            }
            endRun(run, semicolons, !run.isEmpty() && isBlank(lineStart, run.getFirst().start()));
        }

        private boolean isBlank(int from, int to) {
            return text.substring(from, to).isBlank();
        }

        private void endRun(List<Numbers.Item> run, boolean semicolons, boolean wholeLine) {
            if ((semicolons && run.size() >= 2) || (wholeLine && run.size() >= 3)) {
                run.forEach(item -> target(item, item.start()));
            }
        }

        private Numbers.@Nullable Item targetAt(int at) {
            Numbers.Item item = Numbers.at(text, at);
            boolean target =
                    item != null
                            && !item.part().isEmpty()
                            && Targets.exists(item.number(), item.part().toLowerCase(Locale.ROOT));
            return target ? item : null;
        }
    }
}
