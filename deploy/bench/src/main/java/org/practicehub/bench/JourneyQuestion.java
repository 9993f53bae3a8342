package org.practicehub.bench;

import org.HdrHistogram.Histogram;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One practice after the other through the idle product: from the moment a moderator sends the
 * approval to the moment a search finds the practice, and to the moment the subscriber's e-mail is
 * handed over.
 */
final class JourneyQuestion implements Question {

    private static final Pattern TOKEN =
            Pattern.compile("/subscriptions/confirm\\?token=([A-Za-z0-9._~%-]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final int WARM_UP = 10;

    private final String session = Long.toString(System.currentTimeMillis(), 36);

    /** Where one practice of the journey was seen, and how long after its approval. */
    private record Journey(long searchNanos, long mailNanos) {}

    /** A run: the two histograms of its journeys. */
    private record Run(Histogram search, Histogram mail) {}

    @Override
    public String name() {
        return "journey";
    }

    @Override
    public String asks() {
        return "How long after its approval is a practice found by search, and how long until the"
                + " subscriber's e-mail is handed over, when nothing else happens?";
    }

    @Override
    public void answer(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        report.say(
                "journey: %d practices a run, one after the other; search asked and mails looked at"
                        + " every %d ms",
                options.samples(), LOOK.toMillis());
        try (HttpConnection gateway = hub.connect();
                HttpConnection mails = new HttpConnection(options.mails())) {
            Walker walker = new Walker(gateway, mails, hub.as("contributor"), hub.as("moderator"));
            walker.run("w", WARM_UP);
            List<Run> runs = new ArrayList<>();
            for (int nth = 1; nth <= options.runs(); nth++) {
                Run run = walker.run("r" + nth, options.samples());
                report.say(
                        "  run %d   search %s   mail %s",
                        nth, figures(run.search()), figures(run.mail()));
                runs.add(run);
            }
            report.say(
                    "  median  search p50 %.1f p99 %.1f ms   mail p50 %.1f p99 %.1f ms",
                    median(runs, run -> millis(run.search(), 50)),
                    median(runs, run -> millis(run.search(), 99)),
                    median(runs, run -> millis(run.mail(), 50)),
                    median(runs, run -> millis(run.mail(), 99)));
            limit(walker, report);
        }
    }

    /** The raw limit: how long the two ways of looking take by themselves. */
    private void limit(Walker walker, Report report) throws IOException, InterruptedException {
        Histogram search = Measured.histogram();
        Histogram mail = Measured.histogram();
        for (int i = 0; i < 200; i++) {
            long start = System.nanoTime();
            boolean found = walker.found("nothing" + session);
            long between = System.nanoTime();
            boolean told = !walker.mails("nobody-" + session + "@example.org").isEmpty();
            if (found || told) {
                throw new IOException("something was found where nothing is");
            }
            Measured.record(search, between - start);
            Measured.record(mail, System.nanoTime() - between);
        }
        report.say(
                "  raw: one look by itself   search %s   mail catcher %s",
                figures(search), figures(mail));
    }

    private static String figures(Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f p99 %.1f max %.1f ms",
                millis(histogram, 50),
                millis(histogram, 99),
                histogram.getMaxValue() / 1e6);
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        return Runs.median(runs.stream().mapToDouble(figure).toArray());
    }

    /** A contributor, a moderator, a reader and a subscriber, in turn. */
    private final class Walker {

        private final HttpConnection gateway;
        private final HttpConnection mails;
        private final Map<String, String> contributor;
        private final Map<String, String> moderator;

        Walker(
                HttpConnection gateway,
                HttpConnection mails,
                Map<String, String> contributor,
                Map<String, String> moderator) {
            this.gateway = gateway;
            this.mails = mails;
            this.contributor = contributor;
            this.moderator = moderator;
        }

        /** A subscriber of its own for every run keeps what the catcher lists short. */
        Run run(String name, int count) throws IOException, InterruptedException {
            String topic = "bench-" + session + "-" + name;
            String address = topic + "@example.org";
            subscribe(topic, address);
            Histogram search = Measured.histogram();
            Histogram mail = Measured.histogram();
            for (int nth = 0; nth < count; nth++) {
                Journey journey = walk(topic, address, session + name + "n" + nth);
                Measured.record(search, journey.searchNanos());
                Measured.record(mail, journey.mailNanos());
            }
            return new Run(search, mail);
        }

        private void subscribe(String topic, String address)
                throws IOException, InterruptedException {
            ObjectNode wish = Hub.JSON.createObjectNode();
            wish.putObject("criteria").putArray("all").add("topic:" + topic);
            wish.putObject("channel").put("type", "email").put("address", address);
            wish.put("cadence", "immediate").put("language", "en");
            Hub.json(gateway.post("/api/v1/subscriptions", Map.of(), wish.toString()), 202);
            String token = confirmation(address);
            HttpResponse confirmed =
                    gateway.post(
                            "/api/v1/subscriptions/confirmation",
                            Map.of(),
                            Hub.JSON.createObjectNode().put("token", token).toString());
            if (confirmed.status() >= 300) {
                throw new IOException("not confirmed: " + confirmed.text());
            }
        }

        private String confirmation(String address) throws IOException, InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                for (JsonNode mail : mails(address)) {
                    Matcher link = TOKEN.matcher(mail.path("text").asString(""));
                    if (link.find()) {
                        return link.group(1);
                    }
                }
                Thread.sleep(LOOK);
            }
            throw new IOException("no mail asked " + address + " to confirm");
        }

        private Journey walk(String topic, String address, String mark)
                throws IOException, InterruptedException {
            String id = submit(topic, mark);
            HttpResponse seen = tagged(id);
            Map<String, String> headers = new TreeMap<>(moderator);
            headers.put("If-Match", String.valueOf(seen.header("etag")));
            long start = System.nanoTime();
            Hub.json(gateway.post("/api/v1/review-queue/" + id + "/approval", headers, "{}"), 200);
            long foundAt = 0;
            long toldAt = 0;
            while (foundAt == 0 || toldAt == 0) {
                if (foundAt == 0 && found(mark)) {
                    foundAt = System.nanoTime();
                }
                if (toldAt == 0 && told(address, mark)) {
                    toldAt = System.nanoTime();
                }
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IOException(
                            mark
                                    + (foundAt == 0 ? " was not found" : " was not told")
                                    + " in time");
                }
                Thread.sleep(LOOK);
            }
            return new Journey(foundAt - start, toldAt - start);
        }

        private String submit(String topic, String mark) throws IOException {
            ObjectNode content = Hub.JSON.createObjectNode();
            content.put("title", "Journey " + mark);
            content.put(
                    "summary",
                    "In Bhutan, the municipality of Thimphu opened a desk for returning migrants,"
                            + " in line with SDG 8 and target 10.7.");
            content.put("kind", "practice").put("language", "en");
            content.putArray("topics").add(topic);
            Map<String, String> headers = new HashMap<>(contributor);
            headers.put("Idempotency-Key", mark);
            HttpResponse answer = gateway.post("/api/v1/submissions", headers, content.toString());
            return Hub.json(answer, 201).get("id").asString();
        }

        private HttpResponse tagged(String id) throws IOException, InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                HttpResponse seen = gateway.get("/api/v1/review-queue/" + id, moderator);
                JsonNode submission = Hub.json(seen, 200);
                if (submission.path("tagging").path("status").asString("").equals("done")) {
                    return seen;
                }
                Thread.sleep(LOOK);
            }
            throw new IOException(id + " was not tagged in time");
        }

        boolean found(String mark) throws IOException {
            HttpResponse answer = gateway.get("/api/v1/practices?q=" + mark, Map.of());
            return Hub.json(answer, 200).get("total").asLong() > 0;
        }

        private boolean told(String address, String mark) throws IOException {
            for (JsonNode mail : mails(address)) {
                if (mail.path("text").asString("").contains(mark)) {
                    return true;
                }
            }
            return false;
        }

        List<JsonNode> mails(String address) throws IOException {
            String to = URLEncoder.encode(address, StandardCharsets.UTF_8);
            JsonNode found = Hub.json(mails.get("/api/messages?to=" + to, Map.of()), 200);
            List<JsonNode> list = new ArrayList<>();
            found.forEach(list::add);
            return list;
        }
    }
}
