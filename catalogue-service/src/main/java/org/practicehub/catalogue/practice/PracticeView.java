package org.practicehub.catalogue.practice;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.practicehub.events.Content;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Tag;

import java.time.Instant;
import java.util.List;

/**
 * A published practice as JSON.
 *
 * @param publishedAt when it could first be read
 * @param revisedAt when this revision was approved
 * @param changedAt when anything of it changed last, tags included
 * @param url of its page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PracticeView(
        String id,
        int revision,
        Content content,
        List<Tag> tags,
        Instant publishedAt,
        Instant revisedAt,
        Instant changedAt,
        String url,
        String revisions) {

    static PracticeView of(PracticePublished practice, String url, String revisions) {
        return new PracticeView(
                practice.practiceId(),
                practice.revision(),
                practice.content(),
                practice.tags(),
                practice.firstPublishedAt(),
                practice.revisedAt(),
                practice.occurredAt(),
                url,
                revisions);
    }
}
