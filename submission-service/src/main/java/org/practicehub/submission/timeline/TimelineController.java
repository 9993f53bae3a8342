package org.practicehub.submission.timeline;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.door.Answers;
import org.practicehub.submission.door.ChangeRequest;
import org.practicehub.submission.door.SubmissionView;
import org.practicehub.submission.practice.HistoryEntry;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.security.Callers;
import org.practicehub.submission.web.Fields;
import org.practicehub.submission.web.Page;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Map;

@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Timeline",
        description = "What happened to a submission, and what contributor and moderators say.")
class TimelineController {

    private static final int MAX_TEXT = 5_000;

    private final Timeline timeline;
    private final Answers answers;

    TimelineController(Timeline timeline, Answers answers) {
        this.timeline = timeline;
        this.answers = answers;
    }

    /** Something somebody says about a submission. */
    record NewComment(String text) {}

    /**
     * Something that happened, or was said.
     *
     * @param side {@code contributor}, {@code desk} or, when it was erased, {@code unknown}
     * @param action what was done; {@code commented} when something was only said
     * @param text what was said with it
     */
    record Item(
            int number, Instant at, String side, String by, String action, @Nullable String text) {

        static Item of(HistoryEntry step, Submission submission) {
            return new Item(
                    step.number(),
                    step.at(),
                    side(step, submission),
                    step.by(),
                    step.action(),
                    step.note());
        }

        private static String side(HistoryEntry step, Submission submission) {
            if (step.subject().isEmpty()) {
                return "unknown";
            }
            return step.subject().equals(submission.owner().subject()) ? "contributor" : "desk";
        }
    }

    @GetMapping("/api/v1/submissions/{id}/timeline")
    @Operation(
            summary = "Read what happened to a submission and what was said about it",
            description = "Oldest first. Owners read their own, moderators all.")
    Page<Item> read(
            @PathVariable String id,
            Authentication caller,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        int most = Page.limit(limit);
        int behind = number(after);
        Submission submission =
                timeline.find(
                        PracticeId.parse(id).orElseThrow(ProblemException::notFound),
                        Callers.of(caller),
                        Callers.isModerator(caller));
        List<Item> items =
                timeline.after(behind, submission).stream()
                        .limit(most)
                        .map(step -> Item.of(step, submission))
                        .toList();
        int newest = submission.history().isEmpty() ? 0 : submission.history().getLast().number();
        boolean more = !items.isEmpty() && items.getLast().number() < newest;
        return new Page<>(
                items, newest, Map.of(), more ? String.valueOf(items.getLast().number()) : null);
    }

    @PostMapping("/api/v1/submissions/{id}/comments")
    @Operation(
            summary = "Say something to the moderators about your submission",
            description =
                    "Once it is handed in, and until it is withdrawn. With If-Match only if it has"
                            + " not changed.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(schema = @Schema(implementation = NewComment.class))))
    ResponseEntity<SubmissionView> comment(@Parameter(hidden = true) ChangeRequest change) {
        return comment(change, false);
    }

    @PostMapping("/api/v1/review-queue/{id}/comments")
    @Operation(
            summary = "Say something to the contributor",
            description =
                    "For moderators who would be free to decide; it decides nothing. With If-Match"
                            + " only if it has not changed.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(schema = @Schema(implementation = NewComment.class))))
    ResponseEntity<SubmissionView> answer(@Parameter(hidden = true) ChangeRequest change) {
        return comment(change, true);
    }

    private ResponseEntity<SubmissionView> comment(ChangeRequest change, boolean moderator) {
        Fields fields = change.fields();
        String text = fields.requiredParagraphs("text", MAX_TEXT);
        fields.done();
        return answers.changed(
                timeline.comment(
                        change.practice(), change.by(), moderator, change.condition(), text));
    }

    private static int number(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        try {
            int number = Integer.parseInt(after);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below like any other cursor that is none.
        }
        throw ProblemException.invalid("after", "is not a cursor of this list");
    }
}
