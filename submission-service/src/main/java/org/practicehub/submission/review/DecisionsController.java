package org.practicehub.submission.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.CountryRole;
import org.practicehub.submission.door.Answers;
import org.practicehub.submission.door.ChangeRequest;
import org.practicehub.submission.door.SubmissionView;
import org.practicehub.submission.practice.Comment;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.RejectionReason;
import org.practicehub.submission.practice.TagDecision;
import org.practicehub.submission.web.Fields;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

@RestController
@RequestMapping(path = "/api/v1/review-queue/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Review queue")
class DecisionsController {

    private static final int MAX_NAME = 300;

    private final ReviewDesk desk;
    private final Answers answers;
    private final Clock clock;

    DecisionsController(ReviewDesk desk, Answers answers, Clock clock) {
        this.desk = desk;
        this.answers = answers;
        this.clock = clock;
    }

    /** Who shall have a submission. */
    record Assignment(String subject, String name) {}

    /** Why a moderator is too close to decide. */
    record ConflictOfInterest(String reason) {}

    /** What a moderator says with an approval. */
    record Approval(@Nullable String message, boolean silent, boolean withoutTags) {}

    /** Why a submission is refused; without a message the contributor is told the reason alone. */
    record Rejection(RejectionReason reason, @Nullable String message) {}

    /** Which practice takes the place of a duplicate. */
    record Merge(String into, @Nullable String message) {}

    /** What a contributor should change; a comment names a field of the content, or the whole. */
    record ChangesRequest(String message, List<Comment> comments) {}

    /** Which tags a moderator adds, and which the practice shall not have. */
    record TagDecisions(
            List<AddedTag> add,
            @ArraySchema(schema = @Schema(example = "sdg:10")) List<String> remove) {}

    /** A tag as {@code scheme:code}, a country with its role. */
    record AddedTag(@Schema(example = "gcm:23") String tag, @Nullable CountryRole role) {}

    @PostMapping("/claim")
    @Operation(
            summary = "Take a submission to work on it",
            description = "Keeps others out until the claim ends. Does not change the ETag.")
    ResponseEntity<SubmissionView> claim(@Parameter(hidden = true) ChangeRequest change) {
        return answers.changed(desk.claim(change.practice(), change.by()));
    }

    @PostMapping("/release")
    @Operation(summary = "Put a submission back")
    ResponseEntity<SubmissionView> release(@Parameter(hidden = true) ChangeRequest change) {
        return answers.changed(desk.release(change.practice(), change.by()));
    }

    @PostMapping("/assignment")
    @Operation(
            summary = "Give a submission to another moderator",
            description =
                    "What nobody else works on, or what you have claimed; administrators may take"
                            + " it from anybody. Does not change the ETag.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(schema = @Schema(implementation = Assignment.class))))
    ResponseEntity<SubmissionView> assign(@Parameter(hidden = true) ChangeRequest change) {
        Fields fields = change.fields();
        Person to =
                new Person(
                        fields.requiredLine("subject", MAX_NAME),
                        fields.requiredLine("name", MAX_NAME),
                        null);
        fields.done();
        return answers.changed(
                desk.assign(change.practice(), change.by(), change.isByAdministrator(), to));
    }

    @PostMapping("/conflict-of-interest")
    @Operation(
            summary = "Declare that you are too close to a submission to decide on it",
            description =
                    "You cannot claim it or decide on it from then on. The reason is shown to"
                            + " moderators only. Does not change the ETag.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    ConflictOfInterest.class))))
    ResponseEntity<SubmissionView> declareConflict(@Parameter(hidden = true) ChangeRequest change) {
        Fields fields = change.fields();
        String reason = fields.requiredParagraphs("reason", DecisionFields.MAX_MESSAGE);
        fields.done();
        return answers.changed(desk.declareConflict(change.practice(), change.by(), reason));
    }

    @PostMapping("/approval")
    @Operation(
            summary = "Publish what you have seen",
            description =
                    "Needs If-Match: exactly that content and those tags are published. 409"
                            + " not-tagged-yet until the machine has answered, unless withoutTags."
                            + " With silent, subscribers are not told.",
            requestBody =
                    @RequestBody(
                            content = @Content(schema = @Schema(implementation = Approval.class))))
    ResponseEntity<SubmissionView> approve(@Parameter(hidden = true) ChangeRequest change) {
        return decided(change, DecisionFields::approval);
    }

    @PostMapping("/rejection")
    @Operation(
            summary = "Refuse a submission",
            description =
                    "Needs If-Match. What readers see of an earlier revision stays. The reason"
                            + " other needs a message.",
            requestBody =
                    @RequestBody(
                            content = @Content(schema = @Schema(implementation = Rejection.class))))
    ResponseEntity<SubmissionView> reject(@Parameter(hidden = true) ChangeRequest change) {
        return decided(change, DecisionFields::rejection);
    }

    @PostMapping("/merge")
    @Operation(
            summary = "Close a duplicate",
            description =
                    "Needs If-Match. Its readers are led to the practice it is merged into, which"
                            + " takes over its relations. Repeating it finishes what was cut"
                            + " short.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Merge.class))))
    ResponseEntity<SubmissionView> merge(@Parameter(hidden = true) ChangeRequest change) {
        String seen = change.requiredCondition();
        Fields fields = change.fields();
        Optional<PracticeId> into = PracticeId.parse(fields.requiredLine("into", 40));
        if (into.isEmpty() || into.get().equals(change.practice())) {
            fields.problem("into", "must be the id of another practice");
        }
        String message = DecisionFields.message(fields);
        fields.done();
        return answers.changed(
                desk.merge(change.practice(), change.by(), seen, into.orElseThrow(), message));
    }

    @PostMapping("/changes-request")
    @Operation(
            summary = "Ask the contributor for changes",
            description =
                    "Needs If-Match. A comment names a field of the content by a JSON pointer such"
                            + " as /summary or /countries/0, or the whole with an empty field.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    ChangesRequest.class))))
    ResponseEntity<SubmissionView> requestChanges(@Parameter(hidden = true) ChangeRequest change) {
        return decided(change, DecisionFields::changesRequest);
    }

    @PostMapping("/undo")
    @Operation(
            summary = "Take back your refusal or request for changes",
            description =
                    "Needs If-Match. For whoever decided, for a while (15 minutes unless configured"
                            + " otherwise); it waits again in its old place. Readers have seen an"
                            + " approval: correct it by a silent revision.")
    ResponseEntity<SubmissionView> undo(@Parameter(hidden = true) ChangeRequest change) {
        String seen = change.requiredCondition();
        change.fields().done();
        return answers.changed(desk.undo(change.practice(), change.by(), seen));
    }

    @PostMapping("/tags")
    @Operation(
            summary = "Add and remove tags",
            description =
                    "Needs If-Match. Decisions are remembered and survive every new suggestion of"
                            + " the machine; adding a tag the machine suggested accepts it.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = TagDecisions.class))))
    ResponseEntity<SubmissionView> decideTags(@Parameter(hidden = true) ChangeRequest change) {
        String seen = change.requiredCondition();
        Fields fields = change.fields();
        List<TagDecision> decisions =
                DecisionFields.tagDecisions(fields, change.by(), clock.instant());
        if (!fields.has("add") && !fields.has("remove")) {
            fields.problem("add", "or remove is required");
        }
        fields.done();
        return answers.changed(desk.decideTags(change.practice(), change.by(), seen, decisions));
    }

    private ResponseEntity<SubmissionView> decided(
            ChangeRequest change, Function<Fields, Verdict> reader) {
        String seen = change.requiredCondition();
        Fields fields = change.fields();
        Verdict verdict = reader.apply(fields);
        fields.done();
        return answers.changed(desk.decide(change.practice(), change.by(), seen, verdict));
    }
}
