package org.practicehub.submission.contribution;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.Kind;
import org.practicehub.submission.content.ContentReader;
import org.practicehub.submission.door.Answers;
import org.practicehub.submission.door.ChangeRequest;
import org.practicehub.submission.door.SubmissionView;
import org.practicehub.submission.practice.OwnWork;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Status;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.practicehub.submission.revisions.Changes;
import org.practicehub.submission.security.Callers;
import org.practicehub.submission.web.Bodies;
import org.practicehub.submission.web.Digests;
import org.practicehub.submission.web.Fields;
import org.practicehub.submission.web.Flags;
import org.practicehub.submission.web.IdempotencyKey;
import org.practicehub.submission.web.Page;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@RestController
@RequestMapping(path = "/api/v1/submissions", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Submissions", description = "Hand in practices and look after them.")
class SubmissionsController {

    private static final int MAX_REASON = 2_000;

    private final Contributions contributions;
    private final Submissions submissions;
    private final OwnWork ownWork;
    private final StatusStreams streams;
    private final Answers answers;
    private final Clock clock;

    SubmissionsController(
            Contributions contributions,
            Submissions submissions,
            OwnWork ownWork,
            StatusStreams streams,
            Answers answers,
            Clock clock) {
        this.contributions = contributions;
        this.submissions = submissions;
        this.ownWork = ownWork;
        this.streams = streams;
        this.answers = answers;
        this.clock = clock;
    }

    /** A submission in a list. */
    record Item(
            String id,
            String title,
            Kind kind,
            Status status,
            int revision,
            @Nullable Integer publishedRevision,
            Instant createdAt,
            Instant updatedAt) {

        static Item of(Submission submission, Instant now) {
            return new Item(
                    submission.id().value(),
                    submission.content().title(),
                    submission.content().kind(),
                    submission.statusAt(now),
                    submission.revision(),
                    submission.publication().map(published -> published.revision()).orElse(null),
                    submission.createdAt(),
                    submission.updatedAt());
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Hand in a practice",
            description =
                    "Accepted practices are tagged by machine, their links are visited, and they"
                            + " wait for a moderator. With draft=true only you see it until you"
                            + " hand it in. Repeating the request with the same Idempotency-Key"
                            + " repeats the first answer.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @io.swagger.v3.oas.annotations.media.Content(
                                            schema = @Schema(implementation = Content.class))))
    @ApiResponse(responseCode = "201", description = "It is kept; see Location and ETag.")
    ResponseEntity<SubmissionView> create(
            @Parameter(hidden = true) HttpServletRequest request,
            Authentication caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(required = false) @Nullable String draft) {
        byte[] body = Bodies.read(request);
        Content content = ContentReader.read(Bodies.json(body));
        boolean keptAsDraft = Flags.read("draft", draft);
        Submission submission =
                contributions.create(
                        Callers.of(caller),
                        content,
                        keptAsDraft,
                        IdempotencyKey.read(key),
                        key == null ? "" : Digests.of(body, keptAsDraft ? "draft" : ""));
        return answers.created(submission, URI.create("/api/v1/submissions/" + submission.id()));
    }

    @GetMapping
    @Operation(summary = "List your submissions, newest first")
    Page<Item> list(
            Authentication caller,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        int most = Page.limit(limit);
        Optional<PracticeId> cursor = Optional.ofNullable(after).map(SubmissionsController::cursor);
        String owner = Callers.of(caller).subject();
        List<PracticeId> ids = ownWork.newest(owner, cursor, most);
        Instant now = clock.instant();
        List<Item> items =
                submissions.findAll(ids).stream()
                        .map(submission -> Item.of(submission, now))
                        .toList();
        return new Page<>(
                items,
                ownWork.count(owner),
                Map.of(),
                ids.size() == most ? ids.getLast().value() : null);
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "See a submission",
            description =
                    "Its status, tags and history, and what checks find now, also by visiting its"
                            + " links: those still to be visited are known a moment later. Owners"
                            + " see their own, moderators all.")
    ResponseEntity<SubmissionView> get(
            @PathVariable String id,
            Authentication caller,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
                    @Nullable String ifNoneMatch) {
        Submission submission =
                contributions.find(practice(id), Callers.of(caller), Callers.isModerator(caller));
        return answers.entry(submission, Callers.isModerator(caller), ifNoneMatch);
    }

    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Watch the status of a submission",
            description =
                    "Server-sent events named status, beginning with the present one; the id of an"
                            + " event is the ETag without its quotes. Ends with the token, after"
                            + " 30 minutes at the latest.")
    SseEmitter watch(@PathVariable String id, Authentication caller) {
        PracticeId practice = practice(id);
        Person watcher = Callers.of(caller);
        boolean moderator = Callers.isModerator(caller);
        contributions.find(practice, watcher, moderator);
        return streams.open(
                practice,
                watcher.subject(),
                Callers.until(caller),
                () -> contributions.find(practice, watcher, moderator));
    }

    @GetMapping("/{id}/changes")
    @Operation(
            summary = "See what a new revision changes of what readers see",
            description = "409 wrong-state while nothing is published.")
    Changes changes(@PathVariable String id, Authentication caller) {
        Submission submission =
                contributions.find(practice(id), Callers.of(caller), Callers.isModerator(caller));
        return contributions.changes(submission);
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Replace the content of a submission",
            description =
                    "Needs If-Match. On a published practice this opens a new revision; readers"
                            + " see the old one until the new one is approved.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @io.swagger.v3.oas.annotations.media.Content(
                                            schema = @Schema(implementation = Content.class))))
    ResponseEntity<SubmissionView> revise(@Parameter(hidden = true) ChangeRequest change) {
        String seen = change.requiredCondition();
        Content content = ContentReader.read(Bodies.json(change.body()));
        return answers.changed(contributions.revise(change.practice(), change.by(), seen, content));
    }

    @PostMapping("/{id}/submission")
    @Operation(summary = "Hand in a draft")
    ResponseEntity<SubmissionView> submit(@Parameter(hidden = true) ChangeRequest change) {
        return answers.changed(
                contributions.submit(change.practice(), change.by(), change.condition()));
    }

    @PostMapping("/{id}/withdrawal")
    @Operation(
            summary = "Take a practice back",
            description = "For good: a published practice leaves the catalogue, with the reason.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @io.swagger.v3.oas.annotations.media.Content(
                                            schema = @Schema(implementation = Withdrawal.class))))
    ResponseEntity<SubmissionView> withdraw(@Parameter(hidden = true) ChangeRequest change) {
        Fields fields = change.fields();
        String reason = fields.requiredParagraphs("reason", MAX_REASON);
        fields.done();
        return answers.changed(
                contributions.withdraw(change.practice(), change.by(), change.condition(), reason));
    }

    @PostMapping("/{id}/appeal")
    @Operation(
            summary = "Appeal against a rejection",
            description =
                    "Once for each revision. It goes back to the desk, and somebody else than who"
                            + " rejected it decides.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @io.swagger.v3.oas.annotations.media.Content(
                                            schema = @Schema(implementation = NewAppeal.class))))
    ResponseEntity<SubmissionView> appeal(@Parameter(hidden = true) ChangeRequest change) {
        Fields fields = change.fields();
        String reason = fields.requiredParagraphs("reason", MAX_REASON);
        fields.done();
        return answers.changed(
                contributions.appeal(change.practice(), change.by(), change.condition(), reason));
    }

    /** Why a rejection is not accepted; for the moderators. */
    record NewAppeal(String reason) {}

    /** Why a practice is taken back; shown where it stood. */
    record Withdrawal(String reason) {}

    private static PracticeId practice(String id) {
        return PracticeId.parse(id).orElseThrow(ProblemException::notFound);
    }

    private static PracticeId cursor(String after) {
        return PracticeId.parse(after)
                .orElseThrow(
                        () -> ProblemException.invalid("after", "is not a cursor of this list"));
    }
}
