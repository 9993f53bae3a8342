package org.practicehub.tagging.goals;

import org.practicehub.events.Evidence;
import org.practicehub.tagging.evidence.Findings;
import org.practicehub.tagging.languages.Language;
import org.practicehub.tagging.text.Passage;
import org.practicehub.tagging.text.Word;
import org.practicehub.tagging.vocabularies.Targets;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Suggests objectives of the Global Compact for Migration, for people to confirm: ranked, few, and
 * only where a text speaks of migration at all.
 */
public final class ObjectiveTagger {

    private static final String SCHEME = "gcm";
    private static final int MOST = 3;
    private static final double SHOWN = 0.4;

    /** How much less likely every objective is in a text that never speaks of migration. */
    private static final double OTHER_SUBJECT = 0.2;

    private static final Pattern TOPIC = Pattern.compile("(?:^|.*-)objective-(\\d{1,2})(?:-.*|$)");

    private static final Set<String> MIGRATION =
            Set.of(
                    "migra", "emigr", "immig", "refug", "diasp", "displ", "asylu", "remit", "traff",
                    "smugg", "retur", "reint", "readm", "expat", "borde", "repat", "depor", "detai",
                    "deten", "recru", "refou", "remes", "retor", "front", "despl", "exili");

    private final TextModel model;

    private ObjectiveTagger(TextModel model) {
        this.model = model;
    }

    public static ObjectiveTagger load() {
        return new ObjectiveTagger(TextModel.load(SCHEME, Targets.OBJECTIVE_COUNT));
    }

    /** A topic such as {@code objective-23-strengthen-international-cooperation} is a citation. */
    public void tagTopics(List<Passage> topics, Findings findings) {
        for (Passage topic : topics) {
            Matcher slug = TOPIC.matcher(topic.text());
            if (slug.matches() && Targets.isObjective(Integer.parseInt(slug.group(1)))) {
                Evidence evidence =
                        topic.span(0, topic.text().length()).foundBy("citation:topic", null);
                String code = String.valueOf(Integer.parseInt(slug.group(1)));
                findings.add(SCHEME, code, 1, evidence);
            }
        }
    }

    /**
     * Adds the objectives that the product suggests to those that were found by citation.
     *
     * @return how likely each objective is present, by objective; a cited one is certain
     */
    public Map<String, Double> tag(TextTerms text, Language language, Findings findings) {
        TextModel.Answer answer = model.ask(text, language);
        double[] likelihoods = answer.likelihoods();
        boolean migration = speaksOfMigration(text.passages());
        int count = 0;
        for (int objective : answer.ranked()) {
            String code = String.valueOf(objective + 1);
            if (findings.has(SCHEME, code)) {
                likelihoods[objective] = 1;
                count++;
                continue;
            }
            likelihoods[objective] *= migration ? 1 : OTHER_SUBJECT;
            boolean shown = migration && likelihoods[objective] >= SHOWN && count < MOST;
            Evidence evidence = shown ? answer.evidence().apply(objective) : null;
            if (evidence != null) {
                findings.add(SCHEME, code, likelihoods[objective], evidence);
                count++;
            }
        }
        return answer.byCode();
    }

    private static boolean speaksOfMigration(List<Passage> passages) {
        for (Passage passage : passages) {
            for (Word word : passage.words()) {
                String folded = word.folded();
                boolean latin = folded.length() >= 5 && MIGRATION.contains(folded.substring(0, 5));
                boolean arabic =
                        folded.contains("هجر")
                                || folded.contains("مهاجر")
                                || folded.contains("لاجي");
                if (latin || arabic) {
                    return true;
                }
            }
        }
        return false;
    }
}
