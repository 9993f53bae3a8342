package org.practicehub.events;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * The exact span of a field that supports a tag, and what found it. The substring of the stored
 * field from {@code start} to {@code end} always equals {@code text}.
 *
 * @param field of the content: {@code title} or {@code summary}, or {@code countries}, {@code
 *     organisations/0/name} and the like for structured fields
 * @param start offset of the first UTF-16 code unit
 * @param end offset behind the last UTF-16 code unit
 * @param text the surface text
 * @param rule what found it, for instance {@code gazetteer:name}, {@code citation:target} or {@code
 *     model:sdg}
 * @param detail the gazetteer entry, or what else explains the rule
 * @param contributions the strongest terms of a model and their weights; empty for rules
 */
public record Evidence(
        String field,
        int start,
        int end,
        String text,
        String rule,
        @Nullable String detail,
        List<Contribution> contributions) {

    public Evidence {
        Objects.requireNonNull(field, "field is missing");
        Objects.requireNonNull(text, "text is missing");
        Objects.requireNonNull(rule, "rule is missing");
        contributions = Lists.orEmpty(contributions);
    }

    /** How much one term spoke for the tag, in the model's own units. */
    public record Contribution(String term, double weight) {
        public Contribution {
            Objects.requireNonNull(term, "term is missing");
        }
    }
}
