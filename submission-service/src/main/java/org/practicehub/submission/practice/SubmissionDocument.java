package org.practicehub.submission.practice;

import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.EventCodec;
import org.practicehub.events.HubEvent;
import org.practicehub.events.PracticeRevised;
import org.practicehub.events.PracticeSubmitted;
import org.practicehub.events.Tag;
import org.practicehub.submission.likeness.Fingerprint;

import tools.jackson.core.type.TypeReference;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Function;

/**
 * A submission as a document. Content, tags and events are JSON text in it: nothing asks the store
 * about their inside, and one string costs a fraction of a tree on its way into the store and out.
 *
 * <p>The event that tells of the present content is kept without it: it is in the document already.
 */
final class SubmissionDocument {

    static final String ID = "_id";
    static final String VERSION = "version";
    static final String EDIT = "edit";
    static final String CREATION_KEY = "creationKey";
    static final String STATUS = "status";
    static final String OPEN = "open";
    static final String OWNER = "owner";
    static final String SUBJECT = "subject";
    static final String CONTENT = "content";
    static final String PENDING = "pendingEvents";
    static final String RELAY = "relay";
    static final String UPDATED_AT = "updatedAt";
    static final String SUBMITTED_AT = "submittedAt";
    static final String DECIDED_AT = "decidedAt";
    static final String FINGERPRINT = "fingerprint";
    static final String PUBLICATION = "publication";

    private static final TypeReference<List<Tag>> TAGS = new TypeReference<>() {};
    private static final String SUBMITTED = "submitted";
    private static final String REVISED = "revised";
    private static final String SOURCE = "submission-service";

    /** What is needed of a document for {@link #stored}. */
    static final List<String> STORED =
            List.of(
                    OWNER + "." + SUBJECT,
                    STATUS,
                    VERSION,
                    OPEN,
                    FINGERPRINT,
                    PUBLICATION + ".revision");

    /** What is needed of a document for {@link #imported}. */
    static final List<String> IMPORTED = List.of(CREATION_KEY, CONTENT);

    static Imported imported(Document document) {
        return new Imported(
                new PracticeId(document.getString(ID)),
                document.getString(CREATION_KEY),
                Json.read(document.getString(CONTENT), Content.class));
    }

    static Stored stored(Document document) {
        return new Stored(
                new PracticeId(document.getString(ID)),
                document.get(OWNER, Document.class).getString(SUBJECT),
                Status.parse(document.getString(STATUS)).orElseThrow(),
                document.getLong(VERSION),
                document.getBoolean(OPEN, false),
                fingerprint(document),
                document.get(PUBLICATION) != null);
    }

    private static @Nullable Fingerprint fingerprint(Document document) {
        Binary bytes = document.get(FINGERPRINT, Binary.class);
        return bytes == null ? null : new Fingerprint(bytes.getData());
    }

    static Document of(Submission submission) {
        Document document = new Document(ID, submission.id.value());
        document.put(VERSION, submission.version);
        document.put(EDIT, submission.edit);
        document.put(CREATION_KEY, submission.creation.key());
        put(document, "creationDigest", submission.creation.digest());
        document.put(STATUS, submission.status.wire());
        document.put(OPEN, isOpen(submission));
        document.put(OWNER, of(submission.owner));
        document.put("createdAt", Date.from(submission.createdAt));
        document.put(UPDATED_AT, Date.from(submission.updatedAt));
        Instant submittedAt = submission.submittedAt;
        put(document, SUBMITTED_AT, submittedAt == null ? null : Date.from(submittedAt));
        document.put("revision", submission.revision);
        document.put("sequence", submission.sequence);
        document.put("contentSequence", submission.contentSequence);
        document.put(CONTENT, submission.contentJson());
        Fingerprint fingerprint = submission.fingerprint;
        put(document, FINGERPRINT, fingerprint == null ? null : new Binary(fingerprint.bytes()));
        Tagging tagging = submission.tagging;
        put(document, "tagging", tagging == null ? null : of(tagging));
        putAll(
                document,
                "tagDecisions",
                submission.tagDecisions.stream().map(SubmissionDocument::of).toList());
        Claim claim = submission.claim;
        put(document, "claim", claim == null ? null : of(claim));
        Publication publication = submission.publication;
        put(document, PUBLICATION, publication == null ? null : of(publication));
        putAll(
                document,
                "comments",
                submission.comments.stream()
                        .map(
                                comment ->
                                        new Document("field", comment.field())
                                                .append("text", comment.text()))
                        .toList());
        putAll(
                document,
                "conflicts",
                submission.conflicts.stream().map(SubmissionDocument::of).toList());
        Closing closing = submission.closing;
        put(document, "closing", closing == null ? null : of(closing));
        Instant decidedAt = submission.decidedAt;
        put(document, DECIDED_AT, decidedAt == null ? null : Date.from(decidedAt));
        if (!submission.decidedBy.isEmpty()) {
            document.put("decidedBy", submission.decidedBy);
        }
        putAll(document, "votes", submission.votes.stream().map(SubmissionDocument::of).toList());
        Appeal appeal = submission.appeal;
        put(document, "appeal", appeal == null ? null : of(appeal));
        putAll(document, "history", submission.history.stream().map(HistoryDocument::of).toList());
        document.put("steps", submission.steps);
        putAll(document, PENDING, pending(submission));
        put(document, RELAY, submission.pending.isEmpty() ? null : submission.relay);
        return document;
    }

    static Submission read(Document document) {
        Document owner = document.get(OWNER, Document.class);
        Submission submission =
                new Submission(
                        new PracticeId(document.getString(ID)),
                        new Creation(
                                document.getString(CREATION_KEY),
                                document.getString("creationDigest")),
                        new Person(
                                owner.getString(SUBJECT),
                                owner.getString("name"),
                                owner.getString("email"),
                                owner.getString("organisation")),
                        instant(document, "createdAt"),
                        Status.parse(document.getString(STATUS)).orElseThrow(),
                        Json.read(document.getString(CONTENT), Content.class));
        submission.contentJson(document.getString(CONTENT));
        submission.version = document.getLong(VERSION);
        submission.edit = document.getLong(EDIT);
        submission.updatedAt = instant(document, UPDATED_AT);
        submission.submittedAt = optionalInstant(document, SUBMITTED_AT);
        submission.decidedAt = optionalInstant(document, DECIDED_AT);
        submission.revision = document.getInteger("revision");
        submission.sequence = document.getLong("sequence");
        submission.contentSequence = document.getLong("contentSequence");
        submission.fingerprint = fingerprint(document);
        Document tagging = document.get("tagging", Document.class);
        submission.tagging = tagging == null ? null : tagging(tagging);
        submission.tagDecisions = list(document, "tagDecisions", SubmissionDocument::tagDecision);
        Document claim = document.get("claim", Document.class);
        submission.claim = claim == null ? null : claim(claim);
        Document publication = document.get(PUBLICATION, Document.class);
        submission.publication = publication == null ? null : publication(publication);
        submission.comments =
                list(
                        document,
                        "comments",
                        comment ->
                                new Comment(comment.getString("field"), comment.getString("text")));
        submission.conflicts = list(document, "conflicts", SubmissionDocument::conflict);
        Document closing = document.get("closing", Document.class);
        submission.closing = closing == null ? null : closing(closing);
        submission.decidedBy = document.getList("decidedBy", String.class, List.of());
        submission.votes = list(document, "votes", SubmissionDocument::vote);
        Document appeal = document.get("appeal", Document.class);
        submission.appeal = appeal == null ? null : appeal(appeal);
        submission.history = list(document, "history", HistoryDocument::read);
        submission.steps = document.getInteger("steps");
        submission.pending = list(document, PENDING, entry -> outgoing(entry, submission));
        submission.relay = document.getString(RELAY);
        return submission;
    }

    /** Whether the service has to know of it at its start: somebody or something waits for it. */
    static boolean isOpen(Submission submission) {
        return submission.status.isOnTheDesk() || !submission.pending.isEmpty();
    }

    static List<Document> pending(Submission submission) {
        return submission.pending.stream().map(entry -> of(entry, submission)).toList();
    }

    private static Document of(Person person) {
        Document document = new Document(SUBJECT, person.subject()).append("name", person.name());
        put(document, "email", person.email());
        put(document, "organisation", person.organisation());
        return document;
    }

    private static Document of(Tagging tagging) {
        return new Document("sequence", tagging.sequence())
                .append("generation", tagging.generation())
                .append("language", tagging.language())
                .append("tags", Json.write(tagging.tags()))
                .append("notAttempted", tagging.notAttempted());
    }

    private static Tagging tagging(Document document) {
        return new Tagging(
                document.getLong("sequence"),
                document.getInteger("generation"),
                document.getString("language"),
                Json.read(document.getString("tags"), TAGS),
                document.getList("notAttempted", String.class, List.of()));
    }

    private static Document of(TagDecision decision) {
        Document document =
                new Document("action", decision.action().name())
                        .append("scheme", decision.scheme())
                        .append("code", decision.code())
                        .append("by", decision.by())
                        .append("at", Date.from(decision.at()));
        CountryRole role = decision.role();
        put(document, "role", role == null ? null : role.name());
        return document;
    }

    private static TagDecision tagDecision(Document document) {
        String role = document.getString("role");
        return new TagDecision(
                TagDecision.Action.valueOf(document.getString("action")),
                document.getString("scheme"),
                document.getString("code"),
                role == null ? null : CountryRole.valueOf(role),
                document.getString("by"),
                instant(document, "at"));
    }

    private static Document of(Claim claim) {
        return new Document(SUBJECT, claim.subject())
                .append("name", claim.name())
                .append("since", Date.from(claim.since()))
                .append("until", Date.from(claim.until()));
    }

    private static Claim claim(Document document) {
        return new Claim(
                document.getString(SUBJECT),
                document.getString("name"),
                instant(document, "since"),
                instant(document, "until"));
    }

    private static Document of(Publication publication) {
        return new Document("revision", publication.revision())
                .append("title", publication.title())
                .append("firstPublishedAt", Date.from(publication.firstPublishedAt()))
                .append("revisedAt", Date.from(publication.revisedAt()))
                .append("notifiableRevision", publication.notifiableRevision())
                .append("notifiableAt", Date.from(publication.notifiableAt()))
                .append("generation", publication.generation());
    }

    private static Publication publication(Document document) {
        return new Publication(
                document.getInteger("revision"),
                document.getString("title"),
                instant(document, "firstPublishedAt"),
                instant(document, "revisedAt"),
                document.getInteger("notifiableRevision"),
                instant(document, "notifiableAt"),
                document.get("generation", 0));
    }

    private static Document of(Conflict conflict) {
        return new Document(SUBJECT, conflict.subject())
                .append("name", conflict.name())
                .append("reason", conflict.reason())
                .append("at", Date.from(conflict.at()));
    }

    private static Conflict conflict(Document document) {
        return new Conflict(
                document.getString(SUBJECT),
                document.getString("name"),
                document.getString("reason"),
                instant(document, "at"));
    }

    private static Document of(Closing closing) {
        Document document = new Document("reason", closing.reason());
        put(document, "message", closing.message());
        put(document, "mergedInto", closing.mergedInto());
        return document;
    }

    private static Closing closing(Document document) {
        return new Closing(
                document.getString("reason"),
                document.getString("message"),
                document.getString("mergedInto"));
    }

    private static Document of(Vote vote) {
        return new Document(SUBJECT, vote.subject())
                .append("name", vote.name())
                .append("approves", vote.approves())
                .append("at", Date.from(vote.at()));
    }

    private static Vote vote(Document document) {
        return new Vote(
                document.getString(SUBJECT),
                document.getString("name"),
                document.getBoolean("approves"),
                instant(document, "at"));
    }

    private static Document of(Appeal appeal) {
        return new Document("reason", appeal.reason())
                .append("against", appeal.against())
                .append("at", Date.from(appeal.at()));
    }

    private static Appeal appeal(Document document) {
        return new Appeal(
                document.getString("reason"),
                document.getList("against", String.class, List.of()),
                instant(document, "at"));
    }

    private static Document of(Outgoing outgoing, Submission submission) {
        return switch (outgoing) {
            case Outgoing.Event(String topic, HubEvent event) -> {
                Document document =
                        new Document("topic", topic).append("sequence", event.sequence());
                boolean present = event.sequence() == submission.contentSequence;
                if (present && event instanceof PracticeSubmitted submitted) {
                    yield document.append("event", SUBMITTED)
                            .append("at", Date.from(submitted.occurredAt()));
                }
                if (present && event instanceof PracticeRevised revised) {
                    yield document.append("event", REVISED)
                            .append("at", Date.from(revised.occurredAt()));
                }
                EventCodec.Encoded encoded = EventCodec.encode(event, SOURCE);
                yield document.append("type", encoded.headers().get(EventCodec.TYPE))
                        .append("json", new String(encoded.value(), StandardCharsets.UTF_8));
            }
            case Outgoing.Tombstone(String topic, long sequence) ->
                    new Document("topic", topic).append("sequence", sequence);
            case Outgoing.OldStep(long sequence, HistoryEntry entry) ->
                    new Document("step", HistoryDocument.of(entry)).append("sequence", sequence);
        };
    }

    private static Outgoing outgoing(Document document, Submission submission) {
        long sequence = document.getLong("sequence");
        Document step = document.get("step", Document.class);
        if (step != null) {
            return new Outgoing.OldStep(sequence, HistoryDocument.read(step));
        }
        String topic = document.getString("topic");
        String event = document.getString("event");
        if (event != null) {
            Instant at = instant(document, "at");
            return new Outgoing.Event(
                    topic,
                    event.equals(SUBMITTED)
                            ? new PracticeSubmitted(
                                    submission.id.value(),
                                    sequence,
                                    at,
                                    submission.revision,
                                    submission.content())
                            : new PracticeRevised(
                                    submission.id.value(),
                                    sequence,
                                    at,
                                    submission.revision,
                                    submission.content()));
        }
        String json = document.getString("json");
        return json == null
                ? new Outgoing.Tombstone(topic, sequence)
                : new Outgoing.Event(topic, event(document.getString("type"), json));
    }

    private static HubEvent event(String type, String json) {
        EventCodec.Decoded decoded =
                EventCodec.decode(
                        header ->
                                header.equals(EventCodec.TYPE)
                                        ? type.getBytes(StandardCharsets.UTF_8)
                                        : null,
                        json.getBytes(StandardCharsets.UTF_8));
        return switch (decoded) {
            case EventCodec.Decoded.Known(HubEvent event) -> event;
            case EventCodec.Decoded.Unknown(String unknown) ->
                    throw new IllegalStateException("a pending event of unknown type " + unknown);
            case EventCodec.Decoded.Unreadable(String reason) ->
                    throw new IllegalStateException("an unreadable pending event: " + reason);
            case EventCodec.Decoded.Tombstone() ->
                    throw new IllegalStateException("an empty pending event");
        };
    }

    private static <T> List<T> list(Document document, String field, Function<Document, T> reader) {
        List<Document> documents = document.getList(field, Document.class);
        if (documents == null) {
            return List.of();
        }
        List<T> list = new ArrayList<>(documents.size());
        for (Document element : documents) {
            list.add(reader.apply(element));
        }
        return List.copyOf(list);
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }

    private static @Nullable Instant optionalInstant(Document document, String field) {
        return document.get(field) == null ? null : instant(document, field);
    }

    private static void put(Document document, String field, @Nullable Object value) {
        if (value != null) {
            document.put(field, value);
        }
    }

    private static void putAll(Document document, String field, List<Document> values) {
        if (!values.isEmpty()) {
            document.put(field, values);
        }
    }

    private SubmissionDocument() {}
}
