package org.practicehub.submission.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Kind;
import org.practicehub.submission.door.Answers;
import org.practicehub.submission.door.SubmissionView;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Status;
import org.practicehub.submission.queue.Cursor;
import org.practicehub.submission.queue.Entry;
import org.practicehub.submission.queue.Order;
import org.practicehub.submission.queue.QueueFilter;
import org.practicehub.submission.queue.QueueReport;
import org.practicehub.submission.queue.ReviewQueue;
import org.practicehub.submission.web.EntityTag;
import org.practicehub.submission.web.Page;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

@RestController
@RequestMapping(path = "/api/v1/review-queue", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Review queue",
        description = "What waits for a decision, and the decisions. For moderators.")
class QueueController {

    private final ReviewDesk desk;
    private final ReviewQueue queue;
    private final QueueReport report;
    private final Answers answers;
    private final Clock clock;

    QueueController(
            ReviewDesk desk, ReviewQueue queue, QueueReport report, Answers answers, Clock clock) {
        this.desk = desk;
        this.queue = queue;
        this.report = report;
        this.answers = answers;
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
            List<String> tags,
            String etag) {

        static Item of(Entry entry, Instant now) {
            return new Item(
                    entry.id().value(),
                    entry.title(),
                    entry.kind(),
                    entry.language(),
                    entry.statusAt(now),
                    entry.revision(),
                    entry.published(),
                    entry.submittedAt(),
                    SubmissionView.Owner.of(entry.owner()),
                    SubmissionView.ClaimView.of(entry.claimAt(now)),
                    entry.tagged() ? "done" : "pending",
                    entry.topics(),
                    entry.tags(),
                    EntityTag.of(entry.edit()).value());
        }
    }

    @GetMapping
    @Operation(
            summary = "List what waits for a decision",
            description =
                    "Filters: status (submitted, in-review, changes-requested; repeatable), kind,"
                            + " topic, tag, language, assignee (an account, or none), age.from and"
                            + " age.to (how long it has waited, ISO 8601: P7D), confidence.from and"
                            + " confidence.to (of the machine in its least certain tag, 0 to 1)."
                            + " sort: oldest (default), newest, or confidence (least certain"
                            + " first).")
    Page<Item> list(
            @ArraySchema(
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "submitted",
                                                "in-review",
                                                "changes-requested"
                                            }))
                    @RequestParam(required = false)
                    @Nullable List<String> status,
            @Parameter(example = "practice") @RequestParam(required = false) @Nullable String kind,
            @Parameter(example = "cities-and-municipalities") @RequestParam(required = false)
                    @Nullable String topic,
            @Parameter(example = "country:MA") @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String assignee,
            @Parameter(example = "P1D") @RequestParam(value = "age.from", required = false)
                    @Nullable String ageFrom,
            @Parameter(example = "P30D") @RequestParam(value = "age.to", required = false)
                    @Nullable String ageTo,
            @Parameter(example = "0.1") @RequestParam(value = "confidence.from", required = false)
                    @Nullable String confidenceFrom,
            @Parameter(example = "0.9") @RequestParam(value = "confidence.to", required = false)
                    @Nullable String confidenceTo,
            @Parameter(schema = @Schema(allowableValues = {"oldest", "newest", "confidence"}))
                    @RequestParam(required = false)
                    @Nullable String sort,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        int most = Page.limit(limit);
        Instant now = clock.instant();
        QueueFilter filter =
                QueueFilter.of(
                        new QueueFilter.Asked(
                                status,
                                kind,
                                topic,
                                tag,
                                language,
                                assignee,
                                ageFrom,
                                ageTo,
                                confidenceFrom,
                                confidenceTo),
                        now);
        List<Entry> entries = queue.after(Cursor.read(after), Order.parse(sort), most, filter);
        List<Item> items = entries.stream().map(entry -> Item.of(entry, now)).toList();
        return new Page<>(
                items,
                queue.count(filter),
                Map.of(),
                entries.size() == most ? Cursor.write(entries.getLast().place()) : null);
    }

    @GetMapping("/counts")
    @Operation(
            summary = "See the queue in numbers",
            description =
                    "How many wait, since when, by topic and kind; how long decisions took lately.")
    QueueReport.Counts counts() {
        return report.counts();
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "See a submission; its ETag is what a decision refers to",
            description =
                    "Its checks are made now and block nothing. Its web addresses (the first 50)"
                            + " are visited when nothing is known of them: those that are still to"
                            + " be visited are counted in one finding, and known when the entry is"
                            + " asked for again, without If-None-Match.")
    ResponseEntity<SubmissionView> get(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
                    @Nullable String ifNoneMatch) {
        PracticeId practice = PracticeId.parse(id).orElseThrow(ProblemException::notFound);
        return answers.entry(desk.find(practice), true, ifNoneMatch);
    }
}
