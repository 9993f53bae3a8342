package org.practicehub.events;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * What a contributor writes. All text is stored as NFC; lists that are absent on the wire are
 * empty.
 *
 * @param title plain text
 * @param summary plain text, paragraphs separated by an empty line
 * @param language of title and summary, BCP 47
 * @param submitter the submitter as listed where the practice was first shown: may be absent, cut
 *     short or anonymous
 * @param topics slugs of editorial topics
 * @param goals what the contributor cites, as {@code sdg:8}, {@code sdg-target:17.9} or {@code
 *     gcm:23}
 * @param source the page the practice was first listed on
 */
public record Content(
        String title,
        String summary,
        Kind kind,
        String language,
        @Nullable Period period,
        @Nullable String submitter,
        @Nullable String source,
        List<String> topics,
        List<Country> countries,
        List<Organisation> organisations,
        List<String> goals,
        List<Contact> contacts,
        List<Quotation> quotations,
        List<Resource> resources,
        List<Image> images,
        List<Relation> relations) {

    public Content {
        Objects.requireNonNull(title, "title is missing");
        Objects.requireNonNull(summary, "summary is missing");
        Objects.requireNonNull(kind, "kind is missing");
        Objects.requireNonNull(language, "language is missing");
        topics = Lists.orEmpty(topics);
        countries = Lists.orEmpty(countries);
        organisations = Lists.orEmpty(organisations);
        goals = Lists.orEmpty(goals);
        contacts = Lists.orEmpty(contacts);
        quotations = Lists.orEmpty(quotations);
        resources = Lists.orEmpty(resources);
        images = Lists.orEmpty(images);
        relations = Lists.orEmpty(relations);
    }

    /** A country the contributor names, ISO 3166-1 alpha-2, and the part it plays. */
    public record Country(String code, CountryRole role) {
        public Country {
            Objects.requireNonNull(code, "code is missing");
            Objects.requireNonNull(role, "role is missing");
        }
    }

    /**
     * @param country ISO 3166-1 alpha-2
     */
    public record Organisation(String name, OrganisationRole role, @Nullable String country) {
        public Organisation {
            Objects.requireNonNull(name, "name is missing");
            Objects.requireNonNull(role, "role is missing");
        }
    }

    /** Somebody readers may turn to. */
    public record Contact(
            String name,
            @Nullable String organisation,
            @Nullable String email,
            @Nullable String url) {
        public Contact {
            Objects.requireNonNull(name, "name is missing");
        }
    }

    /** Words of a person, as said. */
    public record Quotation(String text, @Nullable String speaker) {
        public Quotation {
            Objects.requireNonNull(text, "text is missing");
        }
    }

    /**
     * @param url absolute, http or https
     */
    public record Resource(String url, String title, @Nullable String language) {
        public Resource {
            Objects.requireNonNull(url, "url is missing");
            Objects.requireNonNull(title, "title is missing");
        }
    }

    /**
     * @param alternative what the image shows, for those who cannot see it
     */
    public record Image(
            String url,
            @Nullable String title,
            @Nullable String language,
            @Nullable String alternative) {
        public Image {
            Objects.requireNonNull(url, "url is missing");
        }
    }

    /**
     * @param practice the id of the other practice
     */
    public record Relation(RelationType type, String practice) {
        public Relation {
            Objects.requireNonNull(type, "type is missing");
            Objects.requireNonNull(practice, "practice is missing");
        }
    }
}
