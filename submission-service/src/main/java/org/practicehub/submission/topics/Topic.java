package org.practicehub.submission.topics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

/**
 * An editorial subject.
 *
 * @param slug its name in addresses, for ever
 * @param mergedInto the slug of the topic that took its place; null while it stands for itself
 * @param twoReviewers whether two moderators have to agree on what names this topic
 * @param sequence rises with each change
 */
public record Topic(
        String slug,
        String title,
        String description,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String mergedInto,
        boolean twoReviewers,
        @JsonIgnore long sequence) {

    boolean saysTheSameAs(Topic other) {
        return slug.equals(other.slug)
                && title.equals(other.title)
                && description.equals(other.description)
                && twoReviewers == other.twoReviewers;
    }
}
