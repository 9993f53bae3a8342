package org.practicehub.catalogue.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.practicehub.catalogue.Practices.aPractice;
import static org.practicehub.catalogue.Practices.id;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.practicehub.catalogue.TestBroker;
import org.practicehub.catalogue.TestCatalogue;
import org.practicehub.catalogue.TestIssuer;
import org.practicehub.catalogue.TestMongo;
import org.practicehub.catalogue.store.ReadModels;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Projections made anew, proved and switched, as an administrator does it. */
class RebuildTests {

    @TempDir Path folder;

    TestBroker broker;
    TestMongo mongo;
    TestIssuer issuer;
    MongoClient client;
    final List<TestCatalogue> running = new ArrayList<>();

    @BeforeEach
    void prepare() throws Exception {
        broker = new TestBroker(folder.resolve("broker")).start();
        broker.createTopics();
        mongo = new TestMongo();
        issuer = new TestIssuer();
        client = MongoClients.create(mongo.uri());
    }

    @AfterEach
    void stop() {
        running.forEach(TestCatalogue::close);
        client.close();
        issuer.close();
        mongo.close();
        broker.close();
    }

    @Test
    void aReadModelIsProvedMadeAnewSwitchedAndSwitchedBackWhileTrafficGoesOn() throws Exception {
        TestCatalogue catalogue = start("data");
        publish(1, 300, 1);
        awaitKnown(catalogue, "practices", 300);
        damage(database().getCollection("practices"));

        JsonNode found = proof(catalogue, "practices", "reconciliation");
        assertThat(found.get("agrees").booleanValue()).isFalse();
        assertThat(found.get("counts").toString())
                .isEqualTo("{\"extra\":1,\"missing\":1,\"stale\":1}");
        assertThat(found.get("examples").toString())
                .isEqualTo(
                        "{\"extra\":[\"nobody\"],\"missing\":[\"%s\"],\"stale\":[\"%s\"]}"
                                .formatted(id(7), id(8)));

        try (Traffic traffic = new Traffic(1_000)) {
            assertThat(post(catalogue, "practices", "rebuild").statusCode()).isEqualTo(202);
            assertThat(post(catalogue, "practices", "rebuild").statusCode()).isEqualTo(409);
            awaitComplete(catalogue, "practices");
            JsonNode compared = proof(catalogue, "practices", "comparison");
            assertThat(compared.get("counts").toString())
                    .isEqualTo("{\"different\":1,\"onlyCandidate\":1,\"onlyLive\":1}");
            JsonNode switched = json(post(catalogue, "practices", "switch"));
            assertThat(switched.at("/live/name").stringValue()).isEqualTo("practices-2");
            assertThat(switched.at("/previous/name").stringValue()).isEqualTo("practices");
            assertThat(catalogue.get("/api/v1/practices/" + id(7)).statusCode()).isEqualTo(200);
            assertThat(proof(catalogue, "practices", "reconciliation").get("agrees").booleanValue())
                    .isTrue();
            assertThat(traffic.sent()).isPositive();
        }

        assertThat(json(post(catalogue, "practices", "rollback")).at("/live/name").stringValue())
                .isEqualTo("practices");
        // Both were kept current: what differs is still what was damaged.
        assertThat(proof(catalogue, "practices", "comparison").get("counts").toString())
                .isEqualTo("{\"different\":1,\"onlyCandidate\":1,\"onlyLive\":1}");
        assertThat(post(catalogue, "practices", "rollback").statusCode()).isEqualTo(409);
        json(post(catalogue, "practices", "switch"));
        json(send(catalogue, "DELETE", "/api/v1/projections/practices/previous"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(database().listCollectionNames())
                                        .contains("practices-2")
                                        .doesNotContain("practices"));
    }

    @Test
    void aRebuildThatItsInstanceLeftIsTakenOverWhereItStood() {
        TestCatalogue catalogue = start("data");
        publish(1, 120, 1);
        awaitKnown(catalogue, "practices", 120);
        // What an instance leaves that was killed when it had read to these places.
        String candidate = catalogue.bean(ReadModels.class).begin().candidate();
        Map<Integer, Long> place = new HashMap<>();
        Map<Integer, Long> goal = new HashMap<>();
        long left = 0;
        try (LogReader reader =
                new LogReader(
                        catalogue
                                .bean(org.practicehub.catalogue.index.PracticeLog.class)
                                .consumer("test"))) {
            goal.putAll(reader.ends());
            goal.forEach((partition, end) -> place.put(partition, end - Math.min(end, 5)));
            reader.from(place);
            left = reader.distance(goal);
        }
        Task abandoned =
                Task.begun("practices", Task.Kind.REBUILD, candidate, Instant.now())
                        .at(new Task.Progress(120 - left, 120, place, goal));
        database()
                .getCollection("projection_tasks")
                .insertOne(
                        abandoned
                                .toDocument()
                                .append("owner", "killed")
                                .append("heard", System.currentTimeMillis()));

        awaitComplete(catalogue, "practices");
        assertThat(database().getCollection(candidate).countDocuments()).isEqualTo(left);
        assertThat(post(catalogue, "practices", "switch").statusCode()).isEqualTo(200);
        assertThat(proof(catalogue, "practices", "reconciliation").at("/counts/missing").asLong())
                .isEqualTo(120 - left);
    }

    @Test
    void anIndexIsMadeAnewComparedSwitchedAndKnownAfterARestart() throws Exception {
        TestCatalogue catalogue = start("data");
        publish(1, 200, 1);
        awaitKnown(catalogue, "index", 200);
        try (Traffic traffic = new Traffic(1_000)) {
            assertThat(post(catalogue, "index", "rebuild").statusCode()).isEqualTo(202);
            awaitComplete(catalogue, "index");
            assertThat(proof(catalogue, "index", "comparison").get("agrees").booleanValue())
                    .isTrue();
            assertThat(proof(catalogue, "index", "reconciliation").get("agrees").booleanValue())
                    .isTrue();
            assertThat(json(post(catalogue, "index", "switch")).at("/live/name").stringValue())
                    .isEqualTo("index-2");
            assertThat(catalogue.ids("/api/v1/practices?q=nurses")).isNotEmpty();
            assertThat(traffic.sent()).isPositive();
        }
        running.remove(catalogue);
        catalogue.close();

        TestCatalogue again = start("data");
        JsonNode view = view(again, "index");
        assertThat(view.at("/live/name").stringValue()).isEqualTo("index-2");
        assertThat(view.at("/previous/name").stringValue()).isEqualTo("index");
        assertThat(view.at("/comparison/agrees").booleanValue()).isTrue();
        broker.send(aPractice().numbered(320).about("TN").published(1));
        await().until(() -> again.ids("/api/v1/practices?country=TN").size() == 1);
        await().until(
                        () ->
                                view(again, "index").at("/live/rows").asLong()
                                        == view(again, "index").at("/previous/rows").asLong());
        json(post(again, "index", "rollback"));
        assertThat(again.ids("/api/v1/practices?q=nurses&country=TN")).containsExactly(id(320));
        json(send(again, "DELETE", "/api/v1/projections/index/candidate"));
        assertThat(folder.resolve("data/catalogue-index/index-2")).doesNotExist();
    }

    @Test
    void aHalfMadeIndexIsBegunAnewAfterACrash() throws Exception {
        TestCatalogue catalogue = start("data");
        publish(1, 50, 1);
        awaitKnown(catalogue, "index", 50);
        running.remove(catalogue);
        catalogue.close();
        Path directory = folder.resolve("data/catalogue-index");
        Path file = directory.resolve("generations.json");
        java.nio.file.Files.writeString(
                file,
                java.nio.file.Files.readString(file)
                        .replace("\"candidate\":null", "\"candidate\":\"index-2\"")
                        .replace("\"made\":1", "\"made\":2"));
        java.nio.file.Files.createDirectories(directory.resolve("index-2"));
        java.nio.file.Files.writeString(directory.resolve("index-2/_0.fdt"), "half");

        TestCatalogue again = start("data");
        awaitComplete(again, "index");
        assertThat(proof(again, "index", "comparison").get("agrees").booleanValue()).isTrue();
    }

    @Test
    void whatTheStateDoesNotAllowIsRefused() {
        TestCatalogue catalogue = start("data");
        for (String step : List.of("switch", "rollback", "comparison")) {
            assertThat(post(catalogue, "practices", step).statusCode()).as(step).isEqualTo(409);
            assertThat(post(catalogue, "index", step).statusCode()).as(step).isEqualTo(409);
        }
        for (String copy : List.of("candidate", "previous")) {
            assertThat(
                            send(catalogue, "DELETE", "/api/v1/projections/practices/" + copy)
                                    .statusCode())
                    .isEqualTo(409);
        }
        assertThat(post(catalogue, "nothing", "rebuild").statusCode()).isEqualTo(404);
    }

    /** A practice lost, one of another time, and one that nobody published. */
    private static void damage(MongoCollection<Document> practices) {
        practices.deleteOne(Filters.eq("_id", id(7)));
        practices.updateOne(Filters.eq("_id", id(8)), Updates.set("sequence", 0L));
        Document stranger = practices.find(Filters.eq("_id", id(9))).first();
        practices.insertOne(new Document(stranger).append("_id", "nobody"));
    }

    /** Publishes and revises practices until it is closed. */
    private final class Traffic implements AutoCloseable {

        private static final long PAUSE_NANOS = 25_000_000;

        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicInteger sent = new AtomicInteger();
        private final Thread thread;

        Traffic(int firstNumber) {
            thread =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        for (int n = firstNumber; !over.get(); n++) {
                                            publish(n, n, 1);
                                            publish(n - n % 10, n - n % 10, 2 + n);
                                            sent.incrementAndGet();
                                            LockSupport.parkNanos(PAUSE_NANOS);
                                        }
                                    });
        }

        int sent() {
            return sent.get();
        }

        @Override
        public void close() throws InterruptedException {
            over.set(true);
            thread.join();
        }
    }

    private TestCatalogue start(String data) {
        TestCatalogue catalogue =
                TestCatalogue.start(
                        broker.address(), mongo.uri(), folder.resolve(data), issuer.arguments());
        running.add(catalogue);
        await().atMost(Duration.ofSeconds(60)).until(catalogue::isReady);
        return catalogue;
    }

    private void publish(int from, int to, int sequence) {
        broker.send(
                IntStream.rangeClosed(from, to)
                        .mapToObj(
                                n ->
                                        aPractice()
                                                .numbered(n)
                                                .about("MA")
                                                .revision(sequence)
                                                .published(sequence))
                        .toList());
    }

    private void awaitKnown(TestCatalogue catalogue, String projection, long rows) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> view(catalogue, projection).at("/live/rows").asLong() == rows);
    }

    private void awaitComplete(TestCatalogue catalogue, String projection) {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                "complete"
                                        .equals(
                                                view(catalogue, projection)
                                                        .at("/candidate/state")
                                                        .asString()));
    }

    private JsonNode proof(TestCatalogue catalogue, String projection, String kind) {
        assertThat(post(catalogue, projection, kind).statusCode()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                "done"
                                        .equals(
                                                view(catalogue, projection)
                                                        .at("/" + kind + "/status")
                                                        .asString()));
        return view(catalogue, projection).get(kind);
    }

    private JsonNode view(TestCatalogue catalogue, String projection) {
        return catalogue.json(
                "/api/v1/projections/" + projection,
                "Authorization",
                "Bearer " + issuer.token("administrator"));
    }

    private HttpResponse<String> post(TestCatalogue catalogue, String projection, String step) {
        return send(catalogue, "POST", "/api/v1/projections/" + projection + "/" + step);
    }

    private HttpResponse<String> send(TestCatalogue catalogue, String method, String path) {
        return catalogue.send(
                method, path, null, "Authorization", "Bearer " + issuer.token("administrator"));
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private MongoDatabase database() {
        return client.getDatabase("practicehub_catalogue");
    }
}
