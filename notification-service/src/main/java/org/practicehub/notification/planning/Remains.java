package org.practicehub.notification.planning;

import org.practicehub.events.Content;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Tag;

import java.util.List;

/**
 * What is kept of a practice that can no longer be read: the title its tombstone shows, and what it
 * was filed under, to say who was told and why. Nothing in it was written about a person, so an
 * erasure that comes later has nothing left to find.
 */
final class Remains {

    static PracticePublished of(PracticePublished practice, String title) {
        Content before = practice.content();
        Content content =
                new Content(
                        title,
                        "",
                        before.kind(),
                        before.language(),
                        before.period(),
                        null,
                        null,
                        before.topics(),
                        before.countries(),
                        List.of(),
                        before.goals(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        return new PracticePublished(
                practice.practiceId(),
                practice.sequence(),
                practice.occurredAt(),
                practice.revision(),
                content,
                practice.tags().stream().map(Remains::withoutQuotes).toList(),
                practice.firstPublishedAt(),
                practice.revisedAt(),
                practice.notifiableRevision(),
                practice.notifiableAt(),
                practice.reason());
    }

    private static Tag withoutQuotes(Tag tag) {
        return new Tag(
                tag.scheme(),
                tag.code(),
                tag.role(),
                tag.origin(),
                tag.confidence(),
                List.of(),
                tag.generation());
    }

    private Remains() {}
}
