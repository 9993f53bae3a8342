package org.practicehub.submission.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Kind;
import org.practicehub.submission.content.TagTerm;
import org.practicehub.submission.contribution.SubmissionView;
import org.practicehub.submission.practice.Comment;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Status;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.practicehub.submission.practice.TagDecision;
import org.practicehub.submission.security.Callers;
import org.practicehub.submission.web.Bodies;
import org.practicehub.submission.web.EntityTag;
import org.practicehub.submission.web.Fields;
import org.practicehub.submission.web.Page;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@RestController
@RequestMapping(path = "/api/v1/review-queue", produces = MediaType.APPLICATION_JSON_VALUE)
@io.swagger.v3.oas.annotations.tags.Tag(
        name = "Review queue",
        description = "What waits for a decision, and the decisions. For moderators.")
class ReviewController {

    private static final int MAX_MESSAGE = 5_000;
    private static final int MAX_COMMENTS = 100;
    private static final int MAX_TAGS = 200;

    private final ReviewDesk desk;
    private final ReviewQueue queue;
    private final Submissions submissions;
    private final Clock clock;

    ReviewController(ReviewDesk desk, ReviewQueue queue, Submissions submissions, Clock clock) {
        this.desk = desk;
        this.queue = queue;
        this.submissions = submissions;
        this.clock = clock;
    }

    /** What waits, in a list. */
    record Item(
            String id,
            String title,
            Kind kind,
            String language,
            Status status,
            int revision,
            boolean published,
            Instant submittedAt,
            SubmissionView.Owner owner,
            SubmissionView.@Nullable ClaimView claim,
            String tagging,
            List<String> topics,
            List<String> tags) {

        static Item of(Submission submission, Instant now) {
            return new Item(
                    submission.id().value(),
                    submission.content().title(),
                    submission.content().kind(),
                    submission.content().language(),
                    submission.statusAt(now),
                    submission.revision(),
                    submission.publication().isPresent(),
                    submission.submittedAt().orElse(submission.createdAt()),
                    new SubmissionView.Owner(
                            submission.owner().subject(), submission.owner().name()),
                    submission
                            .claimAt(now)
                            .map(
                                    claim ->
                                            new SubmissionView.ClaimView(
                                                    claim.subject(), claim.name(), claim.until()))
                            .orElse(null),
                    submission.isTagged() ? "done" : "pending",
                    submission.content().topics(),
                    submission.tags().stream().map(tag -> tag.term()).distinct().toList());
        }
    }

    /** What a moderator says with an approval. */
    record Approval(@Nullable String message, boolean silent, boolean withoutTags) {}

    /** Why a submission is refused. */
    record Rejection(String reason, @Nullable String message) {}

    /** What a contributor should change. */
    record ChangesRequest(String message, List<Comment> comments) {}

    /** Which tags a moderator adds, and which the practice shall not have. */
    record TagDecisions(List<AddedTag> add, List<String> remove) {}

    /** A tag as {@code scheme:code}, a country with its role. */
    record AddedTag(String tag, @Nullable CountryRole role) {}

    @GetMapping
    @Operation(
            summary = "List what waits for a decision, oldest first",
            description =
                    "Filters: status (submitted, in-review, changes-requested; repeatable), kind,"
                            + " topic, tag, language, assignee (an account, or none).")
    Page<Item> list(
            @RequestParam(required = false) @Nullable List<String> status,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String assignee,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        int most = Page.limit(limit);
        Instant now = clock.instant();
        QueueFilter filter = QueueFilter.of(status, kind, topic, tag, language, assignee, now);
        List<ReviewQueue.Entry> entries = queue.after(Cursor.read(after), most, filter);
        List<Item> items =
                submissions
                        .findAll(entries.stream().map(entry -> entry.place().id()).toList())
                        .stream()
                        .map(submission -> Item.of(submission, now))
                        .toList();
        return new Page<>(
                items,
                queue.count(filter),
                Map.of(),
                entries.size() == most ? Cursor.write(entries.getLast().place()) : null);
    }

    @GetMapping("/{id}")
    @Operation(summary = "See a submission; its ETag is what a decision refers to")
    ResponseEntity<SubmissionView> get(@PathVariable String id) {
        return answer(desk.find(practice(id)));
    }

    @PostMapping("/{id}/claim")
    @Operation(
            summary = "Take a submission to work on it",
            description = "Keeps others out until the claim ends. Does not change the ETag.")
    ResponseEntity<SubmissionView> claim(@PathVariable String id, Authentication caller) {
        return answer(desk.claim(practice(id), Callers.of(caller)));
    }

    @PostMapping("/{id}/release")
    @Operation(summary = "Put a submission back")
    ResponseEntity<SubmissionView> release(@PathVariable String id, Authentication caller) {
        return answer(desk.release(practice(id), Callers.of(caller)));
    }

    @PostMapping("/{id}/approval")
    @Operation(
            summary = "Publish what you have seen",
            description =
                    "Needs If-Match: exactly that content and those tags are published. 409"
                            + " not-tagged-yet until the machine has answered, unless withoutTags."
                            + " With silent, subscribers are not told.",
            requestBody =
                    @RequestBody(
                            content = @Content(schema = @Schema(implementation = Approval.class))))
    ResponseEntity<SubmissionView> approve(
            @PathVariable String id,
            @Parameter(hidden = true) HttpServletRequest request,
            Authentication caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        PracticeId practice = practice(id);
        String seen = EntityTag.required(ifMatch);
        Fields fields = Fields.of(Bodies.optionalJson(request));
        String message = fields.paragraphs("message", MAX_MESSAGE);
        boolean silent = fields.flag("silent");
        boolean withoutTags = fields.flag("withoutTags");
        fields.done();
        return answer(
                desk.approve(
                        practice,
                        Callers.of(caller),
                        seen,
                        message == null ? "" : message,
                        silent,
                        withoutTags));
    }

    @PostMapping("/{id}/rejection")
    @Operation(
            summary = "Refuse a submission",
            description = "Needs If-Match. What readers see of an earlier revision stays.",
            requestBody =
                    @RequestBody(
                            content = @Content(schema = @Schema(implementation = Rejection.class))))
    ResponseEntity<SubmissionView> reject(
            @PathVariable String id,
            @Parameter(hidden = true) HttpServletRequest request,
            Authentication caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        PracticeId practice = practice(id);
        String seen = EntityTag.required(ifMatch);
        Fields fields = Fields.of(Bodies.optionalJson(request));
        String reason = fields.requiredParagraphs("reason", MAX_MESSAGE);
        String message = fields.paragraphs("message", MAX_MESSAGE);
        fields.done();
        return answer(
                desk.reject(
                        practice,
                        Callers.of(caller),
                        seen,
                        reason,
                        message == null ? "" : message));
    }

    @PostMapping("/{id}/changes-request")
    @Operation(
            summary = "Ask the contributor for changes",
            description = "Needs If-Match. Comments may name a field of the content.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    ChangesRequest.class))))
    ResponseEntity<SubmissionView> requestChanges(
            @PathVariable String id,
            @Parameter(hidden = true) HttpServletRequest request,
            Authentication caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        PracticeId practice = practice(id);
        String seen = EntityTag.required(ifMatch);
        Fields fields = Fields.of(Bodies.optionalJson(request));
        String message = fields.paragraphs("message", MAX_MESSAGE);
        List<Comment> comments = new ArrayList<>();
        for (Fields comment : fields.objects("comments", MAX_COMMENTS)) {
            String field = comment.line("field", 200);
            comments.add(
                    new Comment(
                            field == null ? "" : field,
                            comment.requiredParagraphs("text", MAX_MESSAGE)));
            comment.nothingElse();
        }
        if (message == null && comments.isEmpty()) {
            fields.problem("message", "is required when there are no comments");
        }
        fields.done();
        return answer(
                desk.requestChanges(
                        practice,
                        Callers.of(caller),
                        seen,
                        message == null ? "" : message,
                        comments));
    }

    @PostMapping("/{id}/tags")
    @Operation(
            summary = "Add and remove tags",
            description =
                    "Needs If-Match. Decisions are remembered and survive every new suggestion of"
                            + " the machine.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = TagDecisions.class))))
    ResponseEntity<SubmissionView> decideTags(
            @PathVariable String id,
            @Parameter(hidden = true) HttpServletRequest request,
            Authentication caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        PracticeId practice = practice(id);
        String seen = EntityTag.required(ifMatch);
        Person moderator = Callers.of(caller);
        Fields fields = Fields.of(Bodies.optionalJson(request));
        List<TagDecision> decisions = new ArrayList<>();
        int index = 0;
        for (String removed : fields.lines("remove", MAX_TAGS, 40)) {
            TagTerm term = TagTerm.parse(removed);
            if (term == null) {
                fields.problem("remove", index, "is not a tag such as country:MA or sdg:10");
            } else {
                decisions.add(
                        new TagDecision(
                                TagDecision.Action.REMOVED,
                                term.scheme(),
                                term.code(),
                                null,
                                moderator.name(),
                                clock.instant()));
            }
            index++;
        }
        for (Fields added : fields.objects("add", MAX_TAGS)) {
            TagTerm term = TagTerm.parse(added.requiredLine("tag", 40));
            CountryRole role = TagTerm.role(added, term);
            added.nothingElse();
            if (term == null) {
                added.problem("tag", "is not a tag such as country:MA or sdg:10");
            } else {
                decisions.add(
                        new TagDecision(
                                TagDecision.Action.ADDED,
                                term.scheme(),
                                term.code(),
                                role,
                                moderator.name(),
                                clock.instant()));
            }
        }
        if (!fields.has("add") && !fields.has("remove")) {
            fields.problem("add", "or remove is required");
        }
        fields.done();
        return answer(desk.decideTags(practice, moderator, seen, decisions));
    }

    private ResponseEntity<SubmissionView> answer(Submission submission) {
        return ResponseEntity.status(HttpStatus.OK)
                .eTag(EntityTag.of(submission.edit()).value())
                .body(SubmissionView.of(submission, clock.instant()));
    }

    private static PracticeId practice(String id) {
        return PracticeId.parse(id).orElseThrow(ProblemException::notFound);
    }
}
