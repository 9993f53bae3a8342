package org.practicehub.local.seeding;

import org.practicehub.local.identity.Account;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The first practices, handed in and approved like any others: by HTTP through the gateway, with
 * tokens, one account importing and another deciding. Doing it again changes nothing, and what a
 * crash cut short is taken up: the import knows what it took, and only what still waits in the
 * review queue is approved.
 */
public final class Seeds {

    private static final Logger log = LoggerFactory.getLogger(Seeds.class);
    static final String TOPICS = "topics.jsonl";
    static final String PRACTICES = "practices.jsonl";

    private static final Duration TAGGED_WITHIN = Duration.ofSeconds(60);

    private final URI hub;
    private final URI identity;

    /**
     * @param hub the gateway
     * @param identity the identity provider's own address
     */
    public Seeds(URI hub, URI identity) {
        this.hub = hub;
        this.identity = identity;
    }

    /** What planting did. */
    public record Outcome(int topics, int practices, int approved, List<String> problems) {

        @Override
        public String toString() {
            var text = new StringBuilder("Seeds: ").append(practices).append(" practices, ");
            text.append(approved == 0 ? "nothing new" : approved + " newly approved");
            problems.forEach(problem -> text.append("\n  ! ").append(problem));
            return text.toString();
        }
    }

    /** Problems are reported, not thrown: the platform is of use without its seeds. */
    public Outcome plant(Path folder) throws InterruptedException {
        var problems = new ArrayList<String>();
        try (var api = new Api(hub, identity)) {
            int topics = topics(api, folder.resolve(TOPICS), problems);
            var ids = importPractices(api, folder.resolve(PRACTICES), problems);
            int approved = 0;
            for (var id : ids) {
                if (approve(api, id, problems)) {
                    approved++;
                }
            }
            return new Outcome(topics, ids.size(), approved, problems);
        } catch (IOException e) {
            log.warn("Could not plant the seeds", e);
            problems.add("could not go on: " + e);
            return new Outcome(0, 0, 0, problems);
        }
    }

    private static int topics(Api api, Path file, List<String> problems)
            throws IOException, InterruptedException {
        int known = 0;
        for (var line : lines(file)) {
            var topic = Api.parse(line);
            var there = api.get(Account.ADMIN, "/api/v1/topics/" + topic.get("slug").asString());
            if (there.status() == 404) {
                var answer = api.post(Account.ADMIN, "/api/v1/topics", line);
                if (answer.status() / 100 != 2) {
                    problems.add("topic " + topic.get("slug").asString() + ": " + answer);
                    continue;
                }
            }
            known++;
        }
        return known;
    }

    private static List<String> importPractices(Api api, Path file, List<String> problems)
            throws IOException, InterruptedException {
        var answer =
                api.send(
                        Account.SEEDER,
                        "POST",
                        "/api/v1/imports",
                        "application/x-ndjson",
                        Files.readString(file),
                        null);
        if (answer.status() / 100 != 2) {
            problems.add("import: " + answer);
            return List.of();
        }
        var outcome = answer.json();
        for (var error : outcome.path("errors")) {
            problems.add("line " + error.path("line").asInt() + ": " + error);
        }
        var ids = new ArrayList<String>();
        for (var item : outcome.path("items")) {
            if (item.path("id").isString()) {
                ids.add(item.get("id").asString());
            }
        }
        return ids;
    }

    /** Whether it was approved now; what is decided already is left as it is. */
    private static boolean approve(Api api, String id, List<String> problems)
            throws IOException, InterruptedException {
        var deadline = System.nanoTime() + TAGGED_WITHIN.toNanos();
        while (true) {
            var item = api.get(Account.SEED_MODERATOR, "/api/v1/review-queue/" + id);
            if (item.status() == 404 || (item.status() == 200 && !waits(item.json()))) {
                return false;
            }
            if (item.status() == 200 && tagged(item.json())) {
                var decision =
                        api.send(
                                Account.SEED_MODERATOR,
                                "POST",
                                "/api/v1/review-queue/" + id + "/approval",
                                "application/json",
                                "{}",
                                item.etag());
                if (decision.status() == 200) {
                    return true;
                }
                if (decision.status() != 412 && decision.status() != 409) {
                    problems.add("approval of " + id + ": " + decision);
                    return false;
                }
            }
            if (System.nanoTime() > deadline) {
                problems.add("approval of " + id + ": not tagged in time, last answer " + item);
                return false;
            }
            Thread.sleep(50);
        }
    }

    private static boolean waits(JsonNode submission) {
        var status = submission.path("status").asString("");
        return status.equals("submitted") || status.equals("in-review");
    }

    private static boolean tagged(JsonNode submission) {
        return submission.path("tagging").path("status").asString("").equals("done");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
