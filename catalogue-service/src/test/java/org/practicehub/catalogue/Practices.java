package org.practicehub.catalogue;

import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Evidence;
import org.practicehub.events.Kind;
import org.practicehub.events.Origin;
import org.practicehub.events.Period;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeWithdrawn;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.RelationType;
import org.practicehub.events.Tag;
import org.practicehub.events.TopicChanged;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Practices as tests speak of them: {@code aPractice().titled("…").about("MA").published(1)}. */
public final class Practices {

    private static final Instant DAY = Instant.parse("2024-03-05T10:00:00Z");

    private String id = id(1);
    private String title = "Skills partnerships for nurses";
    private String summary = "Nurses are trained before they leave and after they return.";
    private Kind kind = Kind.PRACTICE;
    private String language = "en";
    private Period period;
    private Instant first = DAY;
    private Instant revised;
    private int revision = 1;
    private final List<String> topics = new ArrayList<>();
    private final List<Tag> tags = new ArrayList<>();
    private final List<Content.Organisation> organisations = new ArrayList<>();
    private final List<Content.Relation> relations = new ArrayList<>();

    public static Practices aPractice() {
        return new Practices();
    }

    /** A UUIDv7 that stands for a number. */
    public static String id(int number) {
        return "01900000-0000-7000-8000-%012d".formatted(number);
    }

    public static PracticeWithdrawn withdrawn(int number, long sequence, String reason) {
        return new PracticeWithdrawn(
                id(number), sequence, DAY.plusSeconds(sequence), 1, "Withdrawn", reason, null);
    }

    public static PracticeWithdrawn merged(int number, long sequence, int into) {
        return new PracticeWithdrawn(
                id(number),
                sequence,
                DAY.plusSeconds(sequence),
                1,
                "Merged",
                "a duplicate",
                id(into));
    }

    public static TopicChanged topic(String slug, String title) {
        return new TopicChanged(slug, 1, DAY, title, "About " + title, null);
    }

    public Practices numbered(int number) {
        id = id(number);
        first = DAY.plusSeconds(number);
        return this;
    }

    public Practices titled(String text) {
        title = text;
        return this;
    }

    public Practices saying(String text) {
        summary = text;
        return this;
    }

    public Practices in(String tag) {
        language = tag;
        return this;
    }

    public Practices ofKind(Kind of) {
        kind = of;
        return this;
    }

    public Practices from(String from, String to) {
        period = new Period(from, to);
        return this;
    }

    public Practices firstPublished(Instant at) {
        first = at;
        return this;
    }

    public Practices revision(int number) {
        revision = number;
        revised = first.plusSeconds(3600L * number);
        return this;
    }

    public Practices on(String... slugs) {
        topics.addAll(List.of(slugs));
        return this;
    }

    public Practices about(String... countries) {
        for (String country : countries) {
            country(country, CountryRole.ABOUT);
        }
        return this;
    }

    public Practices country(String country, CountryRole role) {
        tags.add(
                new Tag(
                        "country",
                        country,
                        role,
                        Origin.MACHINE,
                        0.9,
                        List.of(new Evidence("title", 0, 6, "Skills", "test", null, List.of())),
                        1));
        return this;
    }

    public Practices tagged(String scheme, String code) {
        tags.add(new Tag(scheme, code, null, Origin.CONTRIBUTOR, 1, List.of(), null));
        return this;
    }

    public Practices by(String organisation) {
        organisations.add(
                new Content.Organisation(
                        organisation, org.practicehub.events.OrganisationRole.IMPLEMENTER, null));
        return this;
    }

    public Practices related(RelationType type, int to) {
        relations.add(new Content.Relation(type, id(to)));
        return this;
    }

    public PracticePublished published(long sequence) {
        Instant at = revised == null ? first : revised;
        return new PracticePublished(
                id,
                sequence,
                at.plusSeconds(sequence),
                revision,
                new Content(
                        title,
                        summary,
                        kind,
                        language,
                        period,
                        null,
                        null,
                        topics,
                        List.of(),
                        organisations,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        relations),
                tags,
                first,
                at,
                revision,
                at,
                revision == 1 ? PublicationReason.FIRST : PublicationReason.REVISED);
    }
}
