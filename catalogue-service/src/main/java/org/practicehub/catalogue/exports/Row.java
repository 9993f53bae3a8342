package org.practicehub.catalogue.exports;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Tag;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Map<String, Set<String>> codes = codes(practice.tags());
        return List.of(
                practice.practiceId(),
                content.title(),
                content.summary(),
                content.kind().wire(),
                content.language(),
                String.join("; ", content.topics()),
                joined(codes.get("country")),
                joined(codes.get("group")),
                joined(codes.get("sdg")),
                joined(codes.get("sdg-target")),
                joined(codes.get("gcm")),
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

    /** Of each scheme, every code once and in the order of the tags. */
    private static Map<String, Set<String>> codes(List<Tag> tags) {
        Map<String, Set<String>> codes = new HashMap<>();
        for (Tag tag : tags) {
            codes.computeIfAbsent(tag.scheme(), _ -> new LinkedHashSet<>())
                    .add(
                            tag.role() == null
                                    ? tag.code()
                                    : tag.code() + " (" + tag.role().wire() + ")");
        }
        return codes;
    }

    private static String joined(@Nullable Set<String> codes) {
        return codes == null ? "" : String.join("; ", codes);
    }

    private Row() {}
}
