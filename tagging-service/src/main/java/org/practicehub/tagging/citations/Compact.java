package org.practicehub.tagging.citations;

import org.jspecify.annotations.Nullable;
import org.practicehub.tagging.text.Passage;
import org.practicehub.tagging.text.Words;

import java.util.List;

/** Where a text speaks of the Global Compact for Migration, and where of the goals. */
final class Compact {

    private static final List<String> MIGRATION =
            List.of(
                    "global compact for safe",
                    "global compact for migration",
                    "global compact on migration",
                    "compact for migration",
                    "marrakesh compact",
                    "marrakech compact",
                    "marrakesh global compact",
                    "migration compact",
                    "pacte mondial pour des migrations",
                    "pacte mondial sur les migrations",
                    "pacte mondial pour les migrations",
                    "pacte de marrakech",
                    "pacte mondial pour une migration",
                    "pacto mundial para la migracion",
                    "pacto mundial para una migracion",
                    "pacto mundial sobre migracion",
                    "pacto mundial sobre la migracion",
                    "pacto de marrakech",
                    "الاتفاق العالمي من اجل الهجره",
                    "الاتفاق العالمي للهجره",
                    "الاتفاق العالمي بشان الهجره",
                    "الميثاق العالمي للهجره",
                    "الميثاق العالمي من اجل الهجره",
                    "العهد العالمي للهجره",
                    " gcm ",
                    " pmm ",
                    "الميثاق العالمي بشان الهجره");

    private static final List<String> ANY_COMPACT =
            List.of(
                    "global compact",
                    "pacte mondial",
                    "pacto mundial",
                    "الاتفاق العالمي",
                    "الميثاق العالمي",
                    "marrakesh",
                    "marrakech");

    private static final List<String> OTHER_COMPACT =
            List.of(
                    "compact on refugees",
                    "compact for refugees",
                    "pacte mondial sur les refugies",
                    "pacto mundial sobre los refugiados",
                    "بشان اللاجيين",
                    "united nations global",
                    "un global compact");

    private static final List<String> GOALS =
            List.of(
                    " sdg",
                    "sustainable development goal",
                    "2030 agenda",
                    "agenda 2030",
                    "agenda for sustainable",
                    " odd ",
                    " ods ",
                    "developpement durable",
                    "desarrollo sostenible",
                    "التنميه المستدامه",
                    "global goals",
                    "programme de developpement durable",
                    "goals for sustainable");

    private final boolean migration;
    private final boolean compact;
    private final boolean goals;

    private Compact(boolean migration, boolean compact, boolean goals) {
        this.migration = migration;
        this.compact = compact;
        this.goals = goals;
    }

    /** What the passages speak of anywhere; read only when a citation needs it. */
    static final class Anywhere {

        private final List<Passage> passages;
        private @Nullable Compact read;

        Anywhere(List<Passage> passages) {
            this.passages = passages;
        }

        Compact get() {
            Compact known = read;
            if (known == null) {
                StringBuilder all = new StringBuilder();
                for (Passage passage : passages) {
                    all.append(spaced(passage.text()));
                }
                known = of(all.toString());
                read = known;
            }
            return known;
        }
    }

    /** What a stretch of text speaks of. */
    static Compact near(String text, int start, int end) {
        return of(spaced(text.substring(Math.max(0, start), Math.min(end, text.length()))));
    }

    private static Compact of(String spaced) {
        boolean other = containsAny(spaced, OTHER_COMPACT);
        boolean migration = containsAny(spaced, MIGRATION);
        return new Compact(
                migration,
                migration || (containsAny(spaced, ANY_COMPACT) && !other),
                containsAny(spaced, GOALS));
    }

    boolean speaksOfMigrationCompact() {
        return migration;
    }

    boolean speaksOfCompact() {
        return compact;
    }

    boolean speaksOfGoals() {
        return goals;
    }

    private static String spaced(String text) {
        return " " + Words.key(text) + " ";
    }

    private static boolean containsAny(String text, List<String> phrases) {
        return phrases.stream().anyMatch(text::contains);
    }
}
