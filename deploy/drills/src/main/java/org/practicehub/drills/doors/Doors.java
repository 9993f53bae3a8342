package org.practicehub.drills.doors;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Knocks at every door the API describes, with requests made up from that description: values
 * missing, of the wrong type, oversized, at their bounds, strange, and good ones. No answer may be
 * a server error, every refusal has to be a problem detail, and every status and body has to be as
 * described.
 */
public final class Doors {

    private static final List<String> ROLES =
            List.of(
                    "administrator",
                    "administrator",
                    "administrator",
                    "moderator",
                    "contributor",
                    "contributor",
                    Inquiry.NOBODY,
                    "stranger");
    private static final int MOST_READ = 2_000_000;
    private static final int CALLERS = 6;
    private static final int SHOWN = 250;

    /** Answers that say nothing about the request's form. */
    private static final Set<Integer> AWAY = Set.of(401, 403, 404, 410);

    private final URI gateway;
    private final Function<String, String> tokens;
    private final long seed;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final Known known = new Known();
    private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
    private final Set<String> succeeded = ConcurrentHashMap.newKeySet();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final Map<String, Complaint> complaints = new ConcurrentSkipListMap<>();

    private record Complaint(String example, LongAdder times) {}

    /**
     * What came of it.
     *
     * @param onlyRefused operations that no request came through, and how the last one without a
     *     fault was answered
     */
    public record Outcome(
            int operations, List<String> onlyRefused, int asked, Map<Integer, Long> statuses) {}

    /**
     * @param tokens gives an access token for a role
     * @param seed the same seed makes up the same requests, as far as the product gives the same
     *     ids
     */
    public Doors(URI gateway, Function<String, String> tokens, long seed) {
        this.gateway = gateway;
        this.tokens = tokens;
        this.seed = seed;
    }

    /** What answers were not as described: where and what, how often, and one request for it. */
    public List<String> complaints() {
        return complaints.entrySet().stream()
                .map(
                        each ->
                                "%s (%d times), as to: %s"
                                        .formatted(
                                                each.getKey(),
                                                each.getValue().times().sum(),
                                                each.getValue().example()))
                .toList();
    }

    /**
     * @throws IOException when the product does not answer at all
     */
    public Outcome knock(int requests) throws IOException, InterruptedException {
        JsonNode document = description();
        List<Operation> operations = Operation.of(document);
        Judge judge = new Judge(document);
        AtomicInteger next = new AtomicInteger();
        SplittableRandom root = new SplittableRandom(seed);
        List<Callable<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            SplittableRandom random = root.split();
            callers.add(
                    () -> {
                        Values values = new Values(document, random, known);
                        for (int nth = next.getAndIncrement();
                                nth < requests;
                                nth = next.getAndIncrement()) {
                            Operation operation = operations.get(nth % operations.size());
                            String role = ROLES.get(random.nextInt(ROLES.size()));
                            ask(judge, Inquiry.of(operation, role, values, known, random));
                        }
                        return null;
                    });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            for (Future<Void> each : threads.invokeAll(callers)) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a request could not be made up", e);
        }
        Map<Integer, Long> counted = new TreeMap<>();
        statuses.forEach((status, times) -> counted.put(status, times.sum()));
        List<String> onlyRefused =
                operations.stream()
                        .map(Operation::name)
                        .filter(name -> !succeeded.contains(name))
                        .map(name -> name + refused.getOrDefault(name, ""))
                        .toList();
        return new Outcome(operations.size(), onlyRefused, requests, counted);
    }

    private JsonNode description() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(gateway.resolve("/openapi.json")).build(),
                        BodyHandlers.ofString());
        JsonNode document = JsonMapper.shared().readTree(answer.body());
        if (document.path("paths").isEmpty() || document.has("x-unavailable")) {
            throw new IOException("the product does not describe itself as a whole");
        }
        return document;
    }

    private void ask(Judge judge, Inquiry inquiry) throws InterruptedException {
        try {
            Judge.Answer answer = answer(inquiry, judge);
            statuses.computeIfAbsent(answer.status(), status -> new LongAdder()).increment();
            if (answer.status() < 400) {
                succeeded.add(inquiry.operation().name());
            } else if (inquiry.fault() == Fault.NONE && !AWAY.contains(answer.status())) {
                refused.put(inquiry.operation().name(), ": " + shortened(answer.body()));
            }
            for (String complaint : judge.complaints(inquiry, answer)) {
                complain(inquiry, answer.status() + " " + complaint);
            }
        } catch (IOException e) {
            complain(inquiry, "no answer: " + e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private void complain(Inquiry inquiry, String what) {
        complaints
                .computeIfAbsent(
                        inquiry.operation().name() + ": " + what,
                        key -> new Complaint(inquiry.told(), new LongAdder()))
                .times()
                .increment();
    }

    private Judge.Answer answer(Inquiry inquiry, Judge judge)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(
                        inquiry.request(gateway, token(inquiry.role())),
                        BodyHandlers.ofInputStream());
        String type = response.headers().firstValue("Content-Type").orElse("");
        try (InputStream body = response.body()) {
            boolean endless = type.startsWith("text/event-stream");
            byte[] read = endless ? new byte[0] : body.readNBytes(MOST_READ);
            Judge.Answer answer =
                    new Judge.Answer(
                            response.statusCode(),
                            type,
                            new String(read, StandardCharsets.UTF_8),
                            !endless && read.length < MOST_READ);
            known.learn(
                    inquiry.role(),
                    inquiry.operation().path(),
                    judge.read(answer),
                    response.headers().firstValue("ETag").orElse(""));
            return answer;
        }
    }

    private @Nullable String token(String role) {
        return switch (role) {
            case Inquiry.NOBODY -> null;
            case "stranger" -> "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.";
            default -> tokens.apply(role);
        };
    }
}
