package org.practicehub.drills;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * The smallest product that owes what the real one owes, in memory, with real HTTP and real mails.
 * Now and then it does what it was asked and breaks the connection instead of answering.
 */
final class StubHub implements AutoCloseable {

    private final HttpServer server;
    private final int smtpPort;
    private final Random random = new Random(5);
    private final Map<String, ObjectNode> submissions = new LinkedHashMap<>();
    private final Map<String, ObjectNode> practices = new LinkedHashMap<>();
    private final Map<String, String> byKey = new HashMap<>();
    private final Map<String, JsonNode> unconfirmed = new HashMap<>();

    /** By the token, or the id, that ends them. */
    private final Map<String, JsonNode> confirmed = new LinkedHashMap<>();

    /** Links to what one has, and sessions, by token: whose they are. */
    private final Map<String, String> links = new HashMap<>();

    private boolean deaf;
    private final Map<String, String> endpoints = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private int ids;

    StubHub(int smtpPort) throws IOException {
        this.smtpPort = smtpPort;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Loses what it has answered for. */
    synchronized void forgetASubmission() {
        submissions.remove(submissions.keySet().iterator().next());
    }

    synchronized void forgetAPractice() {
        practices.remove(practices.keySet().iterator().next());
    }

    /** From now on agrees that somebody leaves, and tells them all the same. */
    synchronized void listenToNobodyWhoLeaves() {
        deaf = true;
    }

    private record Reply(int status, ObjectNode body) {}

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            JsonNode json =
                    body.length == 0 || body[0] != '{'
                            ? Hub.JSON.createObjectNode()
                            : Hub.JSON.readTree(body);
            boolean silent;
            Reply reply;
            synchronized (this) {
                reply = reply(exchange, json);
                silent = !exchange.getRequestMethod().equals("GET") && random.nextInt(8) == 0;
            }
            if (silent) {
                return;
            }
            byte[] bytes = reply.body().toString().getBytes(StandardCharsets.UTF_8);
            if (reply.body().has("edit")) {
                exchange.getResponseHeaders().set("ETag", "\"" + reply.body().get("edit") + "\"");
            }
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    private Reply reply(HttpExchange exchange, JsonNode body)
            throws MessagingException, IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        String id = path.length > 4 ? path[4] : "";
        return switch (exchange.getRequestMethod() + " " + path[3]) {
            case "POST submissions" -> submit(exchange, body);
            case "PUT submissions" -> revise(exchange, id, body);
            case "GET submissions" -> id.isEmpty() ? list(submissions) : found(submissions, id);
            case "GET review-queue" -> found(submissions, id);
            case "POST review-queue" -> approve(exchange, id);
            case "GET practices" -> id.isEmpty() ? list(practices) : found(practices, id);
            case "POST subscriptions" ->
                    switch (id) {
                        case "" -> subscribe(body);
                        case "endpoints" ->
                                path.length > 5 ? subscribe(path[5], body) : add(exchange, body);
                        case "confirmation" -> confirm(body);
                        case "unsubscription" -> leave(token(exchange)::equals);
                        case "manage-link" -> mailLink(body.get("address").asString());
                        case "manage-session" -> open(body.get("token").asString());
                        default -> problem(404, "not-found");
                    };
            case "GET subscriptions" ->
                    new Reply(
                            200,
                            Hub.JSON
                                    .createObjectNode()
                                    .put(
                                            "status",
                                            confirmed.containsKey(token(exchange))
                                                    ? "active"
                                                    : "gone"));
            case "DELETE subscriptions" ->
                    switch (id) {
                        case "own" -> leaveOwn(exchange);
                        case "endpoints" ->
                                path.length > 7 ? leave(path[7]::equals) : remove(path[5]);
                        default -> problem(404, "not-found");
                    };
            default -> problem(404, "not-found");
        };
    }

    private Reply submit(HttpExchange exchange, JsonNode content) {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String id = byKey.computeIfAbsent(key, first -> "id" + ++ids);
        ObjectNode submission = submissions.get(id);
        if (submission == null) {
            submission = Hub.JSON.createObjectNode();
            submission.put("id", id).put("edit", 1).put("status", "submitted");
            submission.set("content", content);
            submission.putObject("tagging").put("status", "done");
            submissions.put(id, submission);
        }
        return new Reply(201, submission.deepCopy());
    }

    private Reply revise(HttpExchange exchange, String id, JsonNode content) {
        ObjectNode submission = submissions.get(id);
        if (stale(exchange, submission)) {
            return problem(412, "stale");
        }
        submission.put("edit", submission.get("edit").asInt() + 1).put("status", "submitted");
        submission.set("content", content);
        return new Reply(200, submission.deepCopy());
    }

    private Reply approve(HttpExchange exchange, String id) throws MessagingException, IOException {
        ObjectNode submission = submissions.get(id);
        if (stale(exchange, submission)) {
            return problem(412, "stale");
        }
        if (submission.get("status").asString().equals("approved")) {
            return problem(409, "wrong-state");
        }
        submission.put("edit", submission.get("edit").asInt() + 1).put("status", "approved");
        JsonNode content = submission.get("content");
        ObjectNode practice = Hub.JSON.createObjectNode();
        practice.put("id", id).put("title", content.get("title").asString());
        practices.put(id, practice);
        tell(content);
        return new Reply(200, submission.deepCopy());
    }

    private void tell(JsonNode content) throws MessagingException, IOException {
        TreeSet<String> terms = new TreeSet<>();
        terms.add("topic:" + content.get("topics").get(0).asString());
        terms.add("country:" + content.get("countries").get(0).get("code").asString());
        TreeSet<String> told = new TreeSet<>();
        for (Map.Entry<String, JsonNode> each : confirmed.entrySet()) {
            JsonNode wish = each.getValue();
            Interest interest =
                    new Interest(
                            terms(wish.at("/criteria/all")),
                            terms(wish.at("/criteria/any")),
                            terms(wish.at("/criteria/not")));
            String address = wish.at("/channel/address").asString();
            if (!interest.metBy(terms) || !told.add(address)) {
                continue;
            }
            if (address.startsWith("http:")) {
                post(address, content);
            } else {
                mail(address, "New: " + content.get("title").asString(), each.getKey());
            }
        }
    }

    private static TreeSet<String> terms(JsonNode list) {
        TreeSet<String> terms = new TreeSet<>();
        list.forEach(term -> terms.add(term.asString()));
        return terms;
    }

    private Reply subscribe(JsonNode wish) throws MessagingException {
        String token = "t" + ++ids;
        unconfirmed.put(token, wish);
        mail(
                wish.at("/channel/address").asString(),
                "Please confirm: http://hub/subscriptions/confirm?token=" + token,
                null);
        return new Reply(202, Hub.JSON.createObjectNode());
    }

    private Reply confirm(JsonNode body) {
        JsonNode wish = unconfirmed.remove(body.get("token").asString());
        if (wish == null) {
            return problem(410, "gone");
        }
        confirmed.put("w" + ++ids, wish);
        return new Reply(200, Hub.JSON.createObjectNode());
    }

    private static String token(HttpExchange exchange) {
        return exchange.getRequestURI().getQuery().replaceAll(".*token=", "");
    }

    private Reply mailLink(String address) throws MessagingException {
        String token = "m" + ++ids;
        links.put(token, address);
        mail(address, "Yours: http://hub/subscriptions/manage?token=" + token, null);
        return new Reply(202, Hub.JSON.createObjectNode());
    }

    private Reply open(String token) {
        String address = links.remove(token);
        if (address == null) {
            return problem(410, "gone");
        }
        String opened = "s" + ++ids;
        links.put(opened, address);
        return new Reply(200, Hub.JSON.createObjectNode().put("session", opened));
    }

    private Reply leaveOwn(HttpExchange exchange) {
        String who = links.get(exchange.getRequestHeaders().getFirst("Subscription-Session"));
        return leave(
                wish -> {
                    JsonNode wanted = confirmed.get(wish);
                    return wanted.at("/channel/address").asString().equals(who);
                });
    }

    private Reply leave(Predicate<String> wish) {
        if (!deaf) {
            confirmed.keySet().removeIf(wish);
        }
        return new Reply(204, Hub.JSON.createObjectNode());
    }

    private Reply add(HttpExchange exchange, JsonNode endpoint) {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String id = byKey.computeIfAbsent(key, first -> "hook" + ++ids);
        endpoints.put(id, endpoint.get("url").asString());
        return new Reply(201, Hub.JSON.createObjectNode().put("id", id));
    }

    private Reply subscribe(String endpoint, JsonNode wish) {
        ObjectNode known = wish.deepCopy().asObject();
        known.putObject("channel").put("address", endpoints.get(endpoint));
        String id =
                confirmed.entrySet().stream()
                        .filter(each -> each.getValue().equals(known))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseGet(() -> "w" + ++ids);
        confirmed.put(id, known);
        return new Reply(201, Hub.JSON.createObjectNode().put("id", id));
    }

    private Reply remove(String endpoint) {
        String url = endpoints.remove(endpoint);
        return url == null
                ? problem(404, "not-found")
                : leave(
                        wish -> {
                            JsonNode wanted = confirmed.get(wish);
                            return wanted.at("/channel/address").asString().equals(url);
                        });
    }

    private void post(String url, JsonNode content) throws IOException {
        try {
            http.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("webhook-id", "msg_" + ++ids)
                            .POST(HttpRequest.BodyPublishers.ofString(content.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void mail(String address, String text, @Nullable String leaving)
            throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(smtpPort));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("hub@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(address));
        message.setSubject("Practice Hub");
        if (leaving != null) {
            message.setHeader(
                    "List-Unsubscribe",
                    "<http://hub/api/v1/subscriptions/unsubscription?token=" + leaving + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.setText(text);
        Transport.send(message);
    }

    private static boolean stale(HttpExchange exchange, ObjectNode submission) {
        String seen = exchange.getRequestHeaders().getFirst("If-Match");
        return !("\"" + submission.get("edit") + "\"").equals(seen);
    }

    private static Reply found(Map<String, ObjectNode> all, String id) {
        ObjectNode found = all.get(id);
        return found == null ? problem(404, "not-found") : new Reply(200, found.deepCopy());
    }

    private static Reply list(Map<String, ObjectNode> all) {
        ObjectNode page = Hub.JSON.createObjectNode();
        ArrayNode items = page.putArray("items");
        all.values().forEach(each -> items.add(each.deepCopy()));
        return new Reply(200, page.put("total", all.size()));
    }

    private static Reply problem(int status, String name) {
        return new Reply(
                status, Hub.JSON.createObjectNode().put("type", "urn:practicehub:problem:" + name));
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }
}
