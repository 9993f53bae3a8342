package org.practicehub.submission.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.Comment;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.RefusedException;
import org.practicehub.submission.practice.RejectionReason;
import org.practicehub.submission.practice.Status;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.security.Callers;
import org.practicehub.submission.web.Bodies;
import org.practicehub.submission.web.EntityTag;
import org.practicehub.submission.web.Fields;
import org.practicehub.submission.web.ProblemException;
import org.practicehub.submission.web.Problems;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@RestController
@RequestMapping(
        path = "/api/v1/review-queue/decisions",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Review queue")
class BulkDecisionsController {

    /** As many as a page of the queue has. */
    private static final int MOST = 100;

    private final ReviewDesk desk;
    private final Clock clock;

    BulkDecisionsController(ReviewDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** One decision on many submissions; what belongs to the decision is as in the single one. */
    record BulkDecision(
            @Schema(allowableValues = {"approval", "rejection", "changes-request"}) String decision,
            boolean dryRun,
            @Nullable String message,
            boolean silent,
            boolean withoutTags,
            @Nullable RejectionReason reason,
            List<Comment> comments,
            List<Seen> items) {}

    /** A submission and the ETag of what was seen of it. */
    record Seen(String id, String etag) {}

    /** What became of each, in the order asked for. */
    record Report(boolean dryRun, int decided, int refused, List<Item> items) {}

    /**
     * What became of one.
     *
     * @param outcome {@code decided}, or in a dry run what would be; {@code refused}
     * @param status it has now, or would have
     * @param etag it has now
     * @param problem why it was refused
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String id,
            String outcome,
            @Nullable Status status,
            @Nullable String etag,
            @Nullable ProblemDetail problem) {

        static Item refused(PracticeId id, ProblemDetail problem) {
            return new Item(id.value(), "refused", null, null, problem);
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Decide on many submissions at once",
            description =
                    "Up to 100, each by itself under the ETag that was seen of it: some may be"
                            + " decided and others refused, and the answer says which and why."
                            + " With dryRun nothing is changed.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = BulkDecision.class))))
    Report decide(@Parameter(hidden = true) HttpServletRequest request, Authentication caller) {
        Fields fields = Fields.of(Bodies.json(Bodies.read(request)));
        boolean dryRun = fields.flag("dryRun");
        Verdict verdict = DecisionFields.verdict(fields);
        Map<PracticeId, String> seen = seen(fields);
        fields.done();
        Person moderator = Callers.of(caller);
        List<Item> items = new ArrayList<>(seen.size());
        seen.forEach((id, etag) -> items.add(decide(id, moderator, etag, verdict, dryRun)));
        int refused = (int) items.stream().filter(item -> item.problem() != null).count();
        return new Report(dryRun, items.size() - refused, refused, items);
    }

    private Item decide(
            PracticeId id, Person moderator, String etag, Verdict verdict, boolean dryRun) {
        try {
            Submission decided =
                    dryRun
                            ? desk.tryOut(id, moderator, etag, verdict)
                            : desk.decide(id, moderator, etag, verdict);
            return new Item(
                    id.value(),
                    "decided",
                    decided.statusAt(clock.instant()),
                    dryRun ? null : EntityTag.of(decided.edit()).value(),
                    null);
        } catch (RefusedException e) {
            return Item.refused(id, Problems.of(e));
        } catch (ProblemException e) {
            return Item.refused(id, Problems.of(e));
        } catch (MongoTimeoutException
                | MongoSocketException
                | DataAccessResourceFailureException e) {
            return Item.refused(id, Problems.unavailable());
        }
    }

    private static Map<PracticeId, String> seen(Fields fields) {
        Map<PracticeId, String> seen = new LinkedHashMap<>();
        List<Fields> items = fields.objects("items", MOST);
        if (items.isEmpty() && fields.problems().isEmpty()) {
            fields.problem("items", "must name at least one submission");
        }
        for (Fields item : items) {
            String text = item.requiredLine("id", 40);
            String etag = item.requiredLine("etag", 40);
            Optional<PracticeId> id = PracticeId.parse(text);
            if (id.isEmpty()) {
                if (!text.isEmpty()) {
                    item.problem("id", "is not the id of a submission");
                }
            } else if (seen.put(id.get(), etag) != null) {
                item.problem("id", "stands there twice");
            }
            item.nothingElse();
        }
        return seen;
    }
}
