package org.practicehub.submission.queue;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Kind;
import org.practicehub.events.Origin;
import org.practicehub.events.Tag;
import org.practicehub.submission.practice.Claim;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Status;
import org.practicehub.submission.practice.Submission;

import java.time.Instant;
import java.util.List;

/** What is known of an item of the queue without asking the store: enough to choose and to list. */
public record Entry(
        Place place,
        long version,
        long edit,
        Status status,
        String title,
        int revision,
        boolean published,
        Person owner,
        @Nullable Claim claim,
        Kind kind,
        String language,
        List<String> topics,
        List<String> tags,
        boolean tagged) {

    /** Stands for "the machine has suggested nothing": behind everything it is unsure of. */
    private static final double NO_SUGGESTION = 2;

    static Entry of(Submission submission) {
        Instant submittedAt = submission.submittedAt().orElse(submission.createdAt());
        List<Tag> tags = submission.tags();
        double confidence =
                tags.stream()
                        .filter(tag -> tag.origin() == Origin.MACHINE)
                        .mapToDouble(Tag::confidence)
                        .min()
                        .orElse(NO_SUGGESTION);
        return new Entry(
                new Place(submittedAt.toEpochMilli(), submission.id(), confidence),
                submission.version(),
                submission.edit(),
                submission.status(),
                submission.content().title(),
                submission.revision(),
                submission.publication().isPresent(),
                shared(submission.owner()),
                submission.claim().orElse(null),
                submission.content().kind(),
                submission.content().language().intern(),
                submission.content().topics().stream().map(String::intern).toList(),
                tags.stream().map(Tag::term).distinct().map(String::intern).toList(),
                submission.isTagged());
    }

    /** One import fills the queue with work of one person. */
    private static Person shared(Person owner) {
        return new Person(
                owner.subject().intern(),
                owner.name().intern(),
                shared(owner.email()),
                shared(owner.organisation()));
    }

    private static @Nullable String shared(@Nullable String text) {
        return text == null ? null : text.intern();
    }

    public PracticeId id() {
        return place.id();
    }

    /** Skip lists keep the key they were first given: another confidence is another place. */
    boolean isAt(Place other) {
        return place.equals(other);
    }

    public Instant submittedAt() {
        return Instant.ofEpochMilli(place.submittedAt());
    }

    /** Who works on it; null when nobody does, or no longer. */
    public @Nullable Claim claimAt(Instant now) {
        return claim == null || claim.isOver(now) ? null : claim;
    }

    @Nullable String assigneeAt(Instant now) {
        Claim held = claimAt(now);
        return held == null ? null : held.subject();
    }

    public Status statusAt(Instant now) {
        return status == Status.IN_REVIEW && claimAt(now) == null ? Status.SUBMITTED : status;
    }
}
