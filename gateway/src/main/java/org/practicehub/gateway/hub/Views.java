package org.practicehub.gateway.hub;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the pages read of the services' answers: lenient on purpose, so that a service may grow
 * without the pages noticing.
 */
public final class Views {

    private Views() {}

    /** A result in a list. */
    public record Card(
            String id,
            @Nullable String title,
            @Nullable String summary,
            @Nullable String kind,
            @Nullable String language,
            List<String> topics,
            List<String> countries,
            List<String> tags,
            int revision,
            @Nullable String publishedAt,
            @Nullable String revisedAt) {

        public Card {
            topics = orEmpty(topics);
            countries = orEmpty(countries);
            tags = orEmpty(tags);
        }
    }

    /** A list of practices with what it can be narrowed by. */
    public record Results(
            List<Card> items, long total, @Nullable JsonNode facets, @Nullable String next) {

        public Results {
            items = orEmpty(items);
        }

        /** How many results each value of a facet has, most first. */
        public List<Count> facet(String name) {
            var counts = new ArrayList<Count>();
            if (facets == null || !facets.has(name)) {
                return counts;
            }
            JsonNode facet = facets.get(name);
            if (facet.isObject()) {
                facet.properties()
                        .forEach(e -> counts.add(new Count(e.getKey(), e.getValue().asLong(0))));
            } else {
                for (JsonNode entry : facet) {
                    String value = firstText(entry, "value", "code", "key", "term");
                    if (value != null) {
                        counts.add(new Count(value, entry.path("count").asLong(0)));
                    }
                }
            }
            counts.sort(
                    Comparator.comparingLong(Count::count).reversed().thenComparing(Count::value));
            return counts;
        }
    }

    /** How often a facet's value occurs. */
    public record Count(String value, long count) {}

    /** An editorial subject. */
    public record Topic(String slug, @Nullable String title, @Nullable String description) {}

    /** All of them. */
    public record Topics(List<Topic> items) {
        public Topics {
            items = orEmpty(items);
        }
    }

    /** What a contributor wrote. */
    public record Content(
            @Nullable String title,
            @Nullable String summary,
            @Nullable String kind,
            @Nullable String language,
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
            topics = orEmpty(topics);
            countries = orEmpty(countries);
            organisations = orEmpty(organisations);
            goals = orEmpty(goals);
            contacts = orEmpty(contacts);
            quotations = orEmpty(quotations);
            resources = orEmpty(resources);
            images = orEmpty(images);
            relations = orEmpty(relations);
        }
    }

    /** When it ran. */
    public record Period(@Nullable String from, @Nullable String to) {}

    /** A country and its part. */
    public record Country(String code, @Nullable String role) {}

    /** An organisation and its part. */
    public record Organisation(
            @Nullable String name, @Nullable String role, @Nullable String country) {}

    /** Whom to turn to. */
    public record Contact(
            @Nullable String name,
            @Nullable String organisation,
            @Nullable String email,
            @Nullable String url) {}

    /** Words of a person. */
    public record Quotation(@Nullable String text, @Nullable String speaker) {}

    /** Something to read on. */
    public record Resource(
            @Nullable String url, @Nullable String title, @Nullable String language) {}

    /** Something to look at. */
    public record Image(
            @Nullable String url,
            @Nullable String title,
            @Nullable String language,
            @Nullable String alternative) {}

    /** Another practice and what it is to this one. */
    public record Relation(@Nullable String type, @Nullable String practice) {}

    /** A tag with what it rests on. */
    public record Tag(
            String scheme,
            String code,
            @Nullable String role,
            @Nullable String origin,
            double confidence,
            List<Evidence> evidence) {

        public Tag {
            evidence = orEmpty(evidence);
        }

        public String term() {
            return scheme + ":" + code;
        }
    }

    /** A span of a field. */
    public record Evidence(
            @Nullable String field,
            int start,
            int end,
            @Nullable String text,
            @Nullable String rule,
            @Nullable String detail) {}

    /** A published practice. */
    public record Practice(
            String id,
            int revision,
            @Nullable Content content,
            List<Tag> tags,
            @Nullable String publishedAt,
            @Nullable String firstPublishedAt,
            @Nullable String revisedAt) {

        public Practice {
            tags = orEmpty(tags);
        }

        public @Nullable String since() {
            return publishedAt != null ? publishedAt : firstPublishedAt;
        }
    }

    /** A revision in a list of revisions. */
    public record Revision(int revision, @Nullable String at, @Nullable String reason) {}

    /** Revisions, however they are spelled. */
    public record Revisions(List<JsonNode> items) {
        public Revisions {
            items = orEmpty(items);
        }

        /** In the order they came. */
        public List<Revision> list() {
            return items.stream()
                    .map(
                            item ->
                                    new Revision(
                                            item.path("revision").asInt(0),
                                            firstText(item, "revisedAt", "publishedAt", "at"),
                                            firstText(item, "reason", "note")))
                    .toList();
        }
    }

    /** A submission, as its owner and the desk see it. */
    public record Submission(
            String id,
            @Nullable String status,
            int revision,
            @Nullable Content content,
            List<Tag> tags,
            @Nullable Tagging tagging,
            List<Step> history,
            @Nullable JsonNode owner,
            @Nullable JsonNode claim,
            List<Comment> comments,
            List<Finding> checks,
            @Nullable Waiting queue,
            @Nullable Integer publishedRevision,
            @Nullable String createdAt,
            @Nullable String submittedAt,
            @Nullable String updatedAt) {

        public Submission {
            comments = orEmpty(comments);
            checks = orEmpty(checks);
            tags = orEmpty(tags);
            history = orEmpty(history);
        }

        public String heading() {
            return content == null || content.title() == null ? "(untitled)" : content.title();
        }

        public @Nullable String kindOrNull() {
            return content == null ? null : content.kind();
        }

        public @Nullable String since() {
            return submittedAt != null ? submittedAt : createdAt;
        }

        public String ownerName() {
            return person(owner, "");
        }

        /** Who holds it, or null. */
        public @Nullable String holder() {
            String name = person(claim, "");
            return name.isEmpty() ? null : name;
        }

        /** Whether that is this person. */
        public boolean heldBy(String subject) {
            return claim != null && subject.equals(claim.path("subject").asString(""));
        }

        public boolean ownedBy(String subject) {
            return owner != null && subject.equals(owner.path("subject").asString(""));
        }

        public boolean tagged() {
            return tagging != null && "done".equals(tagging.status());
        }
    }

    /** Something the checks found; the field is a JSON pointer into the content. */
    public record Finding(
            @Nullable String check,
            @Nullable String severity,
            @Nullable String pointer,
            @Nullable String message,
            @Nullable String practice) {

        /** Whether it names another practice this one seems to repeat. */
        public boolean isDuplicate() {
            return "duplicate".equals(check) && practice != null;
        }
    }

    /** Where a submission stands in the queue. */
    public record Waiting(int position, long waiting, @Nullable String expectedWait) {}

    /** The queue in numbers. */
    public record Counts(
            long submitted,
            long inReview,
            long changesRequested,
            @Nullable String oldest,
            @Nullable String medianTimeToDecision,
            Map<String, Long> byTopic,
            Map<String, Long> byKind) {

        public Counts {
            byTopic = byTopic == null ? Map.of() : byTopic;
            byKind = byKind == null ? Map.of() : byKind;
        }
    }

    /** Whether the tagger has answered. */
    public record Tagging(@Nullable String status, @Nullable Integer generation) {}

    /** Something that happened to a submission. */
    public record Step(
            @Nullable String at,
            @Nullable JsonNode by,
            @Nullable String action,
            @Nullable String note) {

        public String who() {
            return person(by, "");
        }
    }

    /** A submission in a list: of the review desk, or of its owner. */
    public record Entry(
            String id,
            @Nullable String title,
            @Nullable String kind,
            @Nullable String status,
            int revision,
            @Nullable String submittedAt,
            @Nullable String createdAt,
            @Nullable String updatedAt,
            @Nullable JsonNode owner,
            @Nullable JsonNode claim,
            List<String> tags) {

        public Entry {
            tags = orEmpty(tags);
        }

        public String heading() {
            return title == null ? "(untitled)" : title;
        }

        public @Nullable String since() {
            return submittedAt != null ? submittedAt : createdAt;
        }

        public @Nullable String changed() {
            return updatedAt != null ? updatedAt : since();
        }

        public String ownerName() {
            return person(owner, "");
        }

        /** Who holds it, or null. */
        public @Nullable String holder() {
            String name = person(claim, "");
            return name.isEmpty() ? null : name;
        }
    }

    /** A list of submissions. */
    public record Entries(List<Entry> items, long total, @Nullable String next) {
        public Entries {
            items = orEmpty(items);
        }
    }

    /** What a moderator wants changed; the field is a JSON pointer into the content. */
    public record Comment(@Nullable String field, @Nullable String text) {}

    /** What was stored of a subscription. */
    public record Subscription(@Nullable String id, @Nullable String status) {}

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static String person(@Nullable JsonNode node, String otherwise) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return otherwise;
        }
        if (node.isString()) {
            return node.asString();
        }
        JsonNode by = node.path("by");
        String name = firstText(by.isObject() ? by : node, "name", "by", "subject");
        return name == null ? otherwise : name;
    }

    private static @Nullable String firstText(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isString()) {
                return value.asString();
            }
        }
        return null;
    }

    /** Names by code, from whatever list a vocabulary is. */
    static Map<String, String> names(JsonNode vocabulary) {
        var names = new LinkedHashMap<String, String>();
        JsonNode entries = vocabulary.isArray() ? vocabulary : vocabulary.path("items");
        for (JsonNode entry : entries) {
            JsonNode code = entry.has("code") ? entry.get("code") : entry.path("id");
            String name = firstText(entry, "short", "title", "name", "label");
            JsonNode localised = entry.path("labels").path("en");
            if (name == null && localised.isString()) {
                name = localised.asString();
            }
            if (name != null && !code.isMissingNode()) {
                names.put(code.asString(), name);
            }
        }
        return names;
    }
}
