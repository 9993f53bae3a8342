package org.practicehub.drills;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One practice's way through the product, as far as the drill has taken it. A step whose answer did
 * not come stays the next step, and begins by looking whether it was done. For one thread at a
 * time.
 */
final class Life {

    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_STEP = Duration.ofMinutes(3);

    /** What is still to be done. */
    enum Step {
        SUBMIT,
        REVISE,
        APPROVE
    }

    /** How far it came. */
    sealed interface Progress {
        record Done() implements Progress {}

        /** An answer that nobody should get, or none that leads on for minutes. */
        record Stuck(String why) implements Progress {}
    }

    private final Hub hub;
    private final Ledger ledger;
    private final Clock clock;
    private final String mark;
    private final String country;
    private final String topic;
    private final Deque<Step> steps;

    private @Nullable String id;
    private int content = 1;

    /** When the first request went out that may have taken effect; null when none is open. */
    private @Nullable Instant asked;

    Life(
            Hub hub,
            Ledger ledger,
            Clock clock,
            String mark,
            String country,
            String topic,
            List<Step> steps) {
        this.hub = hub;
        this.ledger = ledger;
        this.clock = clock;
        this.mark = mark;
        this.country = country;
        this.topic = topic;
        this.steps = new ArrayDeque<>(steps);
    }

    /** Goes on from where it stands. */
    Progress go() throws Unanswered, InterruptedException {
        for (Step step = steps.peek(); step != null; step = steps.peek()) {
            Instant end = clock.instant().plus(LONGEST_STEP);
            @Nullable String hindrance = take(step);
            while (hindrance != null) {
                if (clock.instant().isAfter(end)) {
                    return new Progress.Stuck(mark + ": " + step + ": " + hindrance);
                }
                Thread.sleep(PAUSE);
                hindrance = take(step);
            }
            asked = null;
            steps.remove();
        }
        return new Progress.Done();
    }

    boolean finished() {
        return steps.isEmpty();
    }

    /** Null when done; otherwise why not yet. */
    private @Nullable String take(Step step) throws Unanswered, InterruptedException {
        return switch (step) {
            case SUBMIT -> submit();
            case REVISE -> revise();
            case APPROVE -> approve();
        };
    }

    private @Nullable String submit() throws Unanswered, InterruptedException {
        Hub.Answer answer =
                hub.post(
                        "contributor",
                        "/api/v1/submissions",
                        Map.of("Idempotency-Key", mark),
                        content(1));
        if (answer.status() != 201 && answer.status() != 200) {
            return hindrance("POST", answer);
        }
        String accepted = answer.text("id");
        id = accepted;
        ledger.enter(new Fact.Accepted(mark, accepted, terms()));
        return null;
    }

    private @Nullable String revise() throws Unanswered, InterruptedException {
        int next = content + 1;
        String path = "/api/v1/submissions/" + id;
        Hub.Answer seen = hub.get("contributor", path);
        if (seen.status() != 200) {
            return hindrance("GET", seen);
        }
        if (revision(seen) != next) {
            String etag = seen.etag();
            if (etag == null) {
                return "no ETag";
            }
            Hub.Answer answer =
                    hub.put("contributor", path, Map.of("If-Match", etag), content(next));
            if (answer.status() != 200) {
                return hindrance("PUT", answer);
            }
        }
        content = next;
        ledger.enter(new Fact.Revised(mark, next));
        return null;
    }

    private @Nullable String approve() throws Unanswered, InterruptedException {
        Hub.Answer seen = hub.get("contributor", "/api/v1/submissions/" + id);
        if (seen.status() != 200) {
            return hindrance("GET", seen);
        }
        Instant began = asked;
        if (began != null && seen.text("status").equals("approved")) {
            ledger.enter(new Fact.Approved(mark, content, new Span(began, clock.instant())));
            return null;
        }
        if (!seen.body().path("tagging").path("status").asString("").equals("done")) {
            return "not tagged";
        }
        Hub.Answer queued = hub.get("moderator", "/api/v1/review-queue/" + id);
        if (queued.status() != 200) {
            return hindrance("GET queue", queued);
        }
        String etag = queued.etag();
        if (etag == null) {
            return "no ETag";
        }
        if (began == null) {
            began = clock.instant();
            asked = began;
        }
        Hub.Answer answer =
                hub.post(
                        "moderator",
                        "/api/v1/review-queue/" + id + "/approval",
                        Map.of("If-Match", etag),
                        Hub.JSON.createObjectNode());
        if (answer.status() != 200) {
            return hindrance("approval", answer);
        }
        ledger.enter(new Fact.Approved(mark, content, new Span(began, clock.instant())));
        return null;
    }

    private static String hindrance(String what, Hub.Answer answer) {
        return what + " answered " + answer.status() + " " + answer.problem();
    }

    private static int revision(Hub.Answer seen) {
        return Title.in(seen.body().path("content").path("title").asString(""))
                .map(Title::revision)
                .orElse(0);
    }

    private Set<String> terms() {
        return new TreeSet<>(Set.of("country:" + country, "topic:" + topic, "kind:practice"));
    }

    private ObjectNode content(int revision) {
        ObjectNode content = Hub.JSON.createObjectNode();
        content.put("title", new Title(mark, revision).toString());
        content.put(
                "summary",
                "A desk for people on the move, opened by a municipality and written down for a"
                        + " drill. It tells them about their rights and leads them through"
                        + " procedures, as target 10.7 asks. Text number "
                        + revision
                        + ".");
        content.put("kind", "practice").put("language", "en");
        content.putArray("topics").add(topic);
        content.putArray("countries").addObject().put("code", country).put("role", "about");
        return content;
    }
}
