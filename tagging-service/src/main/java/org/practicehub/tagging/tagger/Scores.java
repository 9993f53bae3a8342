package org.practicehub.tagging.tagger;

import java.util.Map;

/**
 * How likely each goal and each objective is present in a text, calibrated: of the texts that score
 * 0.8, eight in ten speak of it.
 *
 * @param sdg by goal, "1" to "17"
 * @param gcm by objective, "1" to "23"
 */
public record Scores(Map<String, Double> sdg, Map<String, Double> gcm) {

    public static final Scores NONE = new Scores(Map.of(), Map.of());
}
