package org.practicehub.tagging.goals;

import org.practicehub.events.Evidence;
import org.practicehub.tagging.evidence.Findings;
import org.practicehub.tagging.languages.Language;
import org.practicehub.tagging.vocabularies.Targets;

import java.util.List;
import java.util.Map;

/** Suggests Sustainable Development Goals that a text is about. */
public final class GoalTagger {

    private static final String SCHEME = "sdg";

    /**
     * The model adds no goal to a practice that carries this many, those that it cites included.
     */
    private static final int MOST = 4;

    /**
     * From here a goal is shown: presence begins at 0.5, but a wrong tag costs more than a missing
     * one.
     */
    private static final double SHOWN = 0.7;

    /** Further below the best goal than this a goal is not what the text is about. */
    private static final double BEHIND_BEST = 0.3;

    private final TextModel model;

    private GoalTagger(TextModel model) {
        this.model = model;
    }

    public static GoalTagger load() {
        return new GoalTagger(TextModel.load(SCHEME, Targets.GOAL_COUNT));
    }

    /**
     * Adds the goals that the product shows to those that were found by citation.
     *
     * @return how likely each goal is present, by goal; a cited goal is certain
     */
    public Map<String, Double> tag(TextTerms text, Language language, Findings findings) {
        TextModel.Answer answer = model.ask(text, language);
        double[] likelihoods = answer.likelihoods();
        List<Integer> ranked = answer.ranked();
        double best = likelihoods[ranked.getFirst()];
        long count = 0;
        for (int goal : ranked) {
            count += findings.has(SCHEME, String.valueOf(goal + 1)) ? 1 : 0;
        }
        for (int goal : ranked) {
            String code = String.valueOf(goal + 1);
            if (findings.has(SCHEME, code)) {
                likelihoods[goal] = 1;
                continue;
            }
            boolean shown = likelihoods[goal] >= SHOWN && likelihoods[goal] >= best - BEHIND_BEST;
            Evidence evidence = shown && count < MOST ? answer.evidence().apply(goal) : null;
            if (evidence != null) {
                findings.add(SCHEME, code, likelihoods[goal], evidence);
                count++;
            }
        }
        return answer.byCode();
    }
}
