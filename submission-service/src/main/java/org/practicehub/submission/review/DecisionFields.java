package org.practicehub.submission.review;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.submission.content.TagTerm;
import org.practicehub.submission.practice.Comment;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.RejectionReason;
import org.practicehub.submission.practice.TagDecision;
import org.practicehub.submission.web.Fields;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what moderators say with their decisions. */
final class DecisionFields {

    static final int MAX_MESSAGE = 5_000;

    private static final int MAX_COMMENTS = 100;
    private static final int MAX_TAGS = 200;

    /** What can be commented on: the fields of the content. */
    private static final Set<String> CONTENT =
            Arrays.stream(Content.class.getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(Collectors.toUnmodifiableSet());

    /** What may follow the field: the place in a list, and a field of what stands there. */
    private static final Pattern WITHIN = Pattern.compile("(/(0|[1-9][0-9]{0,2}))?(/[a-z]{1,20})?");

    /** The verdict that the field {@code decision} names, with what belongs to it. */
    static Verdict verdict(Fields fields) {
        String decision = fields.requiredLine("decision", 40);
        return switch (decision) {
            case "rejection" -> rejection(fields);
            case "changes-request" -> changesRequest(fields);
            default -> {
                if (!decision.equals("approval") && !decision.isEmpty()) {
                    fields.problem("decision", "must be approval, rejection or changes-request");
                }
                yield approval(fields);
            }
        };
    }

    static Verdict.Approval approval(Fields fields) {
        return new Verdict.Approval(
                message(fields), fields.flag("silent"), fields.flag("withoutTags"));
    }

    static Verdict.Rejection rejection(Fields fields) {
        RejectionReason reason = rejectionReason(fields);
        String message = message(fields);
        if (reason == RejectionReason.OTHER && message.isEmpty() && fields.problems().isEmpty()) {
            fields.problem("message", "is required with the reason other");
        }
        return new Verdict.Rejection(reason, message);
    }

    static Verdict.ChangesRequest changesRequest(Fields fields) {
        String message = message(fields);
        List<Comment> comments = comments(fields);
        if (message.isEmpty() && comments.isEmpty()) {
            fields.problem("message", "is required when there are no comments");
        }
        return new Verdict.ChangesRequest(message, comments);
    }

    static String message(Fields fields) {
        String message = fields.paragraphs("message", MAX_MESSAGE);
        return message == null ? "" : message;
    }

    private static RejectionReason rejectionReason(Fields fields) {
        String code = fields.requiredLine("reason", 40);
        return RejectionReason.parse(code)
                .orElseGet(
                        () -> {
                            if (!code.isEmpty()) {
                                fields.problem(
                                        "reason", "must be one of " + RejectionReason.codes());
                            }
                            return RejectionReason.OTHER;
                        });
    }

    private static List<Comment> comments(Fields fields) {
        List<Comment> comments = new ArrayList<>();
        for (Fields comment : fields.objects("comments", MAX_COMMENTS)) {
            String field = comment.has("field") ? pointer(comment) : "";
            comments.add(new Comment(field, comment.requiredParagraphs("text", MAX_MESSAGE)));
            comment.nothingElse();
        }
        return comments;
    }

    /** A field as a JSON pointer; its bare name will do. */
    private static String pointer(Fields comment) {
        String text = comment.lineOrEmpty("field", 200);
        String field = text.startsWith("/") ? text.substring(1) : text;
        int end = field.indexOf('/') < 0 ? field.length() : field.indexOf('/');
        if (!text.isEmpty()
                && !(CONTENT.contains(field.substring(0, end))
                        && WITHIN.matcher(field.substring(end)).matches())) {
            comment.problem("field", "is not a field of the content, such as /summary");
        }
        return field.isEmpty() ? "" : "/" + field;
    }

    static List<TagDecision> tagDecisions(Fields fields, Person moderator, Instant now) {
        List<TagDecision> decisions = new ArrayList<>();
        int index = 0;
        for (String removed : fields.lines("remove", MAX_TAGS, 40)) {
            TagTerm term = TagTerm.parse(removed);
            if (term == null) {
                fields.problem("remove", index, "is not a tag such as country:MA or sdg:10");
            } else {
                decisions.add(decision(TagDecision.Action.REMOVED, term, null, moderator, now));
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
                decisions.add(decision(TagDecision.Action.ADDED, term, role, moderator, now));
            }
        }
        return decisions;
    }

    private static TagDecision decision(
            TagDecision.Action action,
            TagTerm term,
            @Nullable CountryRole role,
            Person moderator,
            Instant now) {
        return new TagDecision(action, term.scheme(), term.code(), role, moderator.name(), now);
    }

    private DecisionFields() {}
}
