package org.practicehub.tagging.tagger;

import org.practicehub.events.Tag;

import java.util.List;

/**
 * What the taggers say about one content.
 *
 * @param language the language the text was read in, BCP 47
 * @param tags what the product shows, in the order of their schemes and codes
 * @param scores what the models think of every goal and objective
 * @param notAttempted what was not tried in this language, for instance {@code goals:model}
 */
public record Tagged(String language, List<Tag> tags, Scores scores, List<String> notAttempted) {}
