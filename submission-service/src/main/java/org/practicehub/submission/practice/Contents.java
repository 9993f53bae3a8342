package org.practicehub.submission.practice;

import org.practicehub.events.Content;

import java.util.List;

/** Content with one field changed. */
public final class Contents {

    public static Content withTopics(Content content, List<String> topics) {
        return with(content, topics, content.relations());
    }

    static Content withRelations(Content content, List<Content.Relation> relations) {
        return with(content, content.topics(), relations);
    }

    private static Content with(
            Content content, List<String> topics, List<Content.Relation> relations) {
        return new Content(
                content.title(),
                content.summary(),
                content.kind(),
                content.language(),
                content.period(),
                content.submitter(),
                content.source(),
                topics,
                content.countries(),
                content.organisations(),
                content.goals(),
                content.contacts(),
                content.quotations(),
                content.resources(),
                content.images(),
                relations);
    }

    private Contents() {}
}
