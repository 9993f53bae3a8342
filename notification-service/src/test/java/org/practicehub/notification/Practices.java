package org.practicehub.notification;

import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Evidence;
import org.practicehub.events.Kind;
import org.practicehub.events.Origin;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.Tag;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Practices for tests, with nothing about them but what a test asks for. */
final class Practices {

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static PracticePublished practice(String id, int revision, String title, String... tags) {
        Instant now = Instant.now();
        return practice(id, revision, revision, now, PublicationReason.FIRST, title, tags);
    }

    static PracticePublished practice(
            String id,
            int revision,
            int notifiableRevision,
            Instant notifiableAt,
            PublicationReason reason,
            String title,
            String... tags) {
        Content content =
                new Content(
                        title,
                        "A summary that names Morocco and the skills partnership.",
                        Kind.PRACTICE,
                        "en",
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        return new PracticePublished(
                id,
                revision,
                notifiableAt,
                revision,
                content,
                Arrays.stream(tags).map(Practices::tag).toList(),
                notifiableAt,
                notifiableAt,
                notifiableRevision,
                notifiableAt,
                reason);
    }

    private static Tag tag(String term) {
        String[] parts = term.split(":", 2);
        return new Tag(
                parts[0],
                parts[1],
                parts[0].equals("country") ? CountryRole.ABOUT : null,
                Origin.MACHINE,
                1,
                List.of(
                        new Evidence(
                                "summary", 21, 28, "Morocco", "gazetteer:name", null, List.of())),
                1);
    }

    private Practices() {}
}
