package org.practicehub.catalogue.exports;

import org.practicehub.events.Content;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Tag;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A practice as one line of a table; several values stand in one cell, separated by semicolons. */
final class Row {

    static final List<String> COLUMNS =
            List.of(
                    "id",
                    "title",
                    "summary",
                    "kind",
                    "language",
                    "topics",
                    "countries",
                    "groups",
                    "goals",
                    "targets",
                    "objectives",
                    "organisations",
                    "periodFrom",
                    "periodTo",
                    "submitter",
                    "source",
                    "publishedAt",
                    "revisedAt",
                    "revision",
                    "url");

    static List<String> of(PracticePublished practice, String url) {
        Content content = practice.content();
        return List.of(
                practice.practiceId(),
                content.title(),
                content.summary(),
                content.kind().wire(),
                content.language(),
                String.join("; ", content.topics()),
                codes(practice, tag -> tag.scheme().equals("country")),
                codes(practice, tag -> tag.scheme().equals("group")),
                codes(practice, tag -> tag.scheme().equals("sdg")),
                codes(practice, tag -> tag.scheme().equals("sdg-target")),
                codes(practice, tag -> tag.scheme().equals("gcm")),
                content.organisations().stream()
                        .map(Content.Organisation::name)
                        .collect(Collectors.joining("; ")),
                content.period() == null || content.period().from() == null
                        ? ""
                        : content.period().from(),
                content.period() == null || content.period().to() == null
                        ? ""
                        : content.period().to(),
                content.submitter() == null ? "" : content.submitter(),
                content.source() == null ? "" : content.source(),
                practice.firstPublishedAt().toString(),
                practice.revisedAt().toString(),
                String.valueOf(practice.revision()),
                url);
    }

    private static String codes(PracticePublished practice, Predicate<Tag> of) {
        return practice.tags().stream()
                .filter(of)
                .map(
                        tag ->
                                tag.role() == null
                                        ? tag.code()
                                        : tag.code() + " (" + tag.role().wire() + ")")
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private Row() {}
}
