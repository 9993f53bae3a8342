package org.practicehub.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.bson.UuidRepresentation;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.practicehub.local.Durability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

class DocumentStoreTests {

    private static final int WRITERS = 16;

    @TempDir Path folder;

    @Test
    void documentsOfEveryTypeOutliveARestart() {
        var written =
                new Document("_id", UUID.randomUUID().toString())
                        .append("title", "Déclaration de أغادير 🧭")
                        .append("at", new Date(1_700_000_000_000L))
                        .append("bytes", new Binary(new byte[] {1, 2, 3}))
                        .append("number", 42L)
                        .append("nested", new Document("list", List.of(1, "two", 3.0)))
                        .append("nothing", null);
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            things(client).insertOne(written);
        }
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            assertThat(things(client).find().first()).isEqualTo(written);
        }
    }

    @Test
    void aGuardedWriteFindsItsDocumentAndHoldsToTheGuard() {
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            things(client).insertOne(new Document("_id", "a").append("version", 1));
            things(client).insertOne(new Document("_id", "b").append("version", 7));
            var next = Updates.inc("version", 1);
            var guard = Filters.and(Filters.eq("_id", "b"), Filters.eq("version", 7));

            assertThat(things(client).updateOne(guard, next).getMatchedCount()).isEqualTo(1);
            assertThat(things(client).updateOne(guard, next).getMatchedCount()).isZero();
            assertThat(things(client).find(Filters.eq("_id", "b")).first())
                    .isEqualTo(new Document("_id", "b").append("version", 8));
            assertThat(things(client).find(Filters.eq("_id", "a")).first())
                    .isEqualTo(new Document("_id", "a").append("version", 1));
        }
    }

    @Test
    void manyIdsAreFoundInTheirOrderBesideOtherConditions() {
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            var ids = IntStream.range(0, 300).mapToObj("id%03d"::formatted).toList();
            things(client)
                    .insertMany(
                            ids.reversed().stream()
                                    .map(id -> new Document("_id", id).append("state", "new"))
                                    .toList());
            var asked = Filters.in("_id", List.of("id200", "id007", "nobody", "id123"));
            var isNew = Filters.eq("state", "new");

            assertThat(things(client).find(asked))
                    .extracting(each -> each.getString("_id"))
                    .containsExactly("id007", "id123", "id200");
            things(client).updateOne(Filters.eq("_id", "id123"), Updates.set("state", "old"));
            assertThat(things(client).find(Filters.and(isNew, asked))).hasSize(2);
            assertThat(
                            things(client)
                                    .updateMany(
                                            Filters.and(asked, isNew), Updates.set("state", "x"))
                                    .getModifiedCount())
                    .isEqualTo(2);
            assertThat(things(client).countDocuments(Filters.in("_id", ids))).isEqualTo(300);
            assertThat(things(client).deleteMany(asked).getDeletedCount()).isEqualTo(3);
            assertThat(things(client).find(asked)).isEmpty();
            assertThat(things(client).find(Filters.in("_id", List.of()))).isEmpty();
            things(client).insertOne(new Document("_id", "id007").append("state", "again"));
            assertThat(things(client).find(asked).sort(Sorts.descending("_id")).skip(1)).isEmpty();
        }
    }

    @Test
    void idsOfAnyTypeAreToldApartAndNumbersAreNot() {
        var uuid = UUID.randomUUID();
        var id = new ObjectId();
        for (int start = 0; start < 2; start++) {
            try (var store = open();
                    var client =
                            MongoClients.create(
                                    MongoClientSettings.builder()
                                            .uuidRepresentation(UuidRepresentation.STANDARD)
                                            .applyConnectionString(
                                                    new ConnectionString(store.uri()))
                                            .build())) {
                if (start == 0) {
                    for (Object each : List.of("1", 1, 2L, uuid, id, new Date(3))) {
                        things(client).insertOne(new Document("_id", each));
                    }
                }
                for (Object taken : List.of("1", 1.0, 2, uuid, id, new Date(3))) {
                    assertThat(things(client).find(Filters.eq("_id", taken))).hasSize(1);
                    assertThatThrownBy(() -> things(client).insertOne(new Document("_id", taken)))
                            .isInstanceOfSatisfying(
                                    MongoWriteException.class,
                                    e ->
                                            assertThat(e.getError().getCategory())
                                                    .isEqualTo(ErrorCategory.DUPLICATE_KEY));
                }
                assertThat(things(client).find(Filters.in("_id", "1", 1.0, uuid, "2"))).hasSize(3);
                assertThat(things(client).find(Filters.in("_id", 1.0, uuid, 5))).hasSize(2);
                assertThat(things(client).find(Filters.regex("_id", "^1$"))).hasSize(1);
                assertThat(things(client).find(Filters.gte("_id", "0"))).hasSize(1);
                assertThat(things(client).find(Filters.ne("_id", "1"))).hasSize(5);
                things(client).updateOne(Filters.eq("_id", 1.0), Updates.inc("count", 1));
                assertThat(things(client).find(Filters.gt("count", start))).hasSize(1);
            }
        }
    }

    @Test
    void manyThatAreEnteredAtOnceAndSomeWereThereAreToldApart() {
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            things(client).insertOne(new Document("_id", "b").append("first", true));

            assertThatThrownBy(
                            () ->
                                    things(client)
                                            .insertMany(
                                                    List.of(
                                                            new Document("_id", "a"),
                                                            new Document("_id", "b"),
                                                            new Document("_id", "c")),
                                                    new InsertManyOptions().ordered(false)))
                    .isInstanceOfSatisfying(
                            MongoBulkWriteException.class,
                            e ->
                                    assertThat(e.getWriteErrors())
                                            .extracting(BulkWriteError::getIndex)
                                            .containsExactly(1));
            assertThat(things(client).find())
                    .containsExactlyInAnyOrder(
                            new Document("_id", "a"),
                            new Document("_id", "b").append("first", true),
                            new Document("_id", "c"));
        }
    }

    @Test
    void allIsReadInBatchesWhileOthersWrite() {
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            var written = new HashSet<String>();
            for (int i = 0; i < 25; i++) {
                var id = "id%02d".formatted(i);
                written.add(id);
                things(client).insertOne(new Document("_id", id).append("even", i % 2 == 0));
            }
            var read = new HashSet<String>();
            for (var document : things(client).find().batchSize(10)) {
                assertThat(read.add(document.getString("_id"))).isTrue();
                things(client).updateOne(Filters.eq(document.get("_id")), Updates.set("seen", 1));
            }
            assertThat(read).isEqualTo(written);
            assertThat(things(client).find(Filters.eq("even", true)).batchSize(5)).hasSize(13);
            assertThat(things(client).find(Filters.eq("even", "no")).batchSize(5)).isEmpty();
            assertThat(things(client).find().batchSize(25)).hasSize(25);
        }
    }

    @Test
    void whatIsInOrderAndWhatIsProjectedIsReadInBatchesToo() {
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            for (int i = 0; i < 25; i++) {
                things(client)
                        .insertOne(
                                new Document("_id", "id%02d".formatted(i))
                                        .append("rank", i * 7 % 25)
                                        .append("text", "text"));
            }
            var ranks = IntStream.range(0, 25).boxed().toList();

            assertThat(things(client).find().sort(Sorts.ascending("rank")).batchSize(10))
                    .extracting(each -> each.getInteger("rank"))
                    .containsExactlyElementsOf(ranks);
            assertThat(
                            things(client)
                                    .find()
                                    .sort(Sorts.descending("rank"))
                                    .skip(2)
                                    .limit(12)
                                    .batchSize(5))
                    .extracting(each -> each.getInteger("rank"))
                    .containsExactlyElementsOf(ranks.reversed().subList(2, 14));
            assertThat(things(client).find().projection(Projections.include("rank")).batchSize(10))
                    .hasSize(25)
                    .allSatisfy(each -> assertThat(each.keySet()).containsExactly("_id", "rank"));
            assertThat(things(client).find().projection(Projections.exclude("rank")).batchSize(10))
                    .hasSize(25)
                    .allSatisfy(each -> assertThat(each.keySet()).containsExactly("_id", "text"));
            var large = Filters.gte("rank", 5);
            assertThat(things(client).countDocuments(large)).isEqualTo(20);
            assertThat(things(client).countDocuments(large, new CountOptions().skip(3).limit(9)))
                    .isEqualTo(9);
            assertThat(things(client).countDocuments(Filters.eq("rank", 99))).isZero();
        }
    }

    @Test
    void theSizeOfACollectionIsThatOfItsDocuments() {
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            things(client).insertOne(new Document("_id", "a"));
            int one = size(client);
            things(client).insertOne(new Document("_id", "b"));

            assertThat(one).isPositive();
            assertThat(size(client)).isEqualTo(2 * one);
        }
    }

    private static int size(MongoClient client) {
        return client.getDatabase("kit")
                .runCommand(new Document("collStats", "things"))
                .getInteger("size");
    }

    @Test
    void anIndexOfTwoKeysAnswersThemInAnyOrderAndBesideOtherConditions() {
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            things(client)
                    .createIndex(
                            Indexes.ascending("owner", "name"), new IndexOptions().unique(true));
            var document = new Document("_id", 1).append("owner", "x").append("name", "n");
            things(client).insertOne(new Document(document).append("state", "open"));
            things(client)
                    .insertOne(new Document("_id", 2).append("owner", "n").append("name", "x"));

            var name = Filters.eq("name", "n");
            var owner = Filters.eq("owner", "x");
            assertThat(things(client).find(Filters.and(name, owner))).hasSize(1);
            assertThat(things(client).find(Filters.and(Filters.eq("state", "open"), name, owner)))
                    .hasSize(1);
            assertThat(things(client).find(Filters.and(name, Filters.eq("state", "shut"), owner)))
                    .isEmpty();
            assertThat(things(client).find(Filters.and(owner, Filters.eq("state", "open"))))
                    .hasSize(1);
            assertThat(things(client).find(Filters.and(Filters.or(name, owner), owner))).hasSize(1);
            assertThat(things(client).find(Filters.and(name, Filters.eq("name", "m"), owner)))
                    .isEmpty();
        }
    }

    @Test
    void anIndexThatIsNotUniqueIsDeclaredAndDocumentsAreFoundOverARestart() {
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            things(client).insertOne(new Document("_id", 1).append("owner", "x"));
            things(client).createIndex(Indexes.ascending("owner"));
            things(client).insertOne(new Document("_id", 2).append("owner", "x"));
        }
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            assertThat(things(client).find(Filters.eq("owner", "x"))).hasSize(2);
            assertThat(things(client).listIndexes())
                    .extracting(index -> index.getString("name"))
                    .contains("owner_1");
        }
    }

    @Test
    void aUniqueIndexHoldsOverARestart() {
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            things(client).createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
            things(client).insertOne(new Document("_id", "a").append("key", 1));
        }
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            things(client).createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
            assertThatThrownBy(
                            () ->
                                    things(client)
                                            .insertOne(new Document("_id", "b").append("key", 1)))
                    .isInstanceOfSatisfying(
                            MongoWriteException.class,
                            e ->
                                    assertThat(e.getError().getCategory())
                                            .isEqualTo(ErrorCategory.DUPLICATE_KEY));
        }
    }

    @Test
    void indexedValuesOfAnyTypeAreToldApartOverARestart() {
        var unique = new IndexOptions().unique(true);
        var values =
                Arrays.<Object>asList(
                        1,
                        2.5,
                        "1",
                        "",
                        true,
                        null,
                        new Date(5),
                        new ObjectId(),
                        new Binary(new byte[] {1, 2}),
                        List.of("a", "b"));
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            things(client).createIndex(Indexes.ascending("one", "other"), unique);
            for (int i = 0; i < values.size(); i++) {
                things(client)
                        .insertOne(
                                new Document("_id", "v" + i)
                                        .append("one", values.get(i))
                                        .append("other", "same"));
            }
        }
        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            things(client).createIndex(Indexes.ascending("one", "other"), unique);
            for (var value : List.of(1, "1", true, new Date(5))) {
                assertThatThrownBy(
                                () ->
                                        things(client)
                                                .insertOne(
                                                        new Document("one", value)
                                                                .append("other", "same")))
                        .isInstanceOf(MongoWriteException.class);
                assertThat(
                                things(client)
                                        .find(
                                                Filters.and(
                                                        Filters.eq("one", value),
                                                        Filters.eq("other", "same"))))
                        .hasSize(1);
            }
            assertThat(things(client).countDocuments()).isEqualTo(values.size());
        }
    }

    /** Written when pages were read into trees of maps: {@code store-of-2026-11-22}. */
    @Test
    void aFileOfAnEarlierStoreReadsTheSameAndIsWrittenOn() throws IOException {
        try (var file = getClass().getResourceAsStream("/store-of-2026-11-22")) {
            Files.copy(file, folder.resolve("store"));
        }
        for (int start = 0; start < 2; start++) {
            try (var store = open();
                    var client = MongoClients.create(store.uri())) {
                assertThat(things(client).find())
                        .hasSize(41)
                        .allSatisfy(each -> assertThat(each).isEqualTo(earlier(each)));
                for (Object id : List.of("id00", "id39", 7, 7.0, earlierObject())) {
                    assertThat(things(client).find(Filters.eq("_id", id))).hasSize(1);
                }
                assertThat(things(client).find(Filters.eq("key", "key12")))
                        .extracting(each -> each.get("_id"))
                        .containsExactly("id12");
                assertThatThrownBy(() -> things(client).insertOne(new Document("key", "key40")))
                        .isInstanceOf(MongoWriteException.class);
                for (var each : things(client).find(Filters.lt("number", 20))) {
                    var raised = Updates.set("raised", start);
                    things(client).updateOne(Filters.eq("_id", each.get("_id")), raised);
                }
                assertThat(things(client).countDocuments(Filters.eq("raised", start)))
                        .isEqualTo(19);
            }
        }
    }

    private static Document earlier(Document read) {
        int i = read.getLong("number").intValue();
        Object id = i == 40 ? (Object) 7 : i == 41 ? earlierObject() : "id%02d".formatted(i);
        var document =
                new Document("_id", id)
                        .append("key", "key" + i)
                        .append("owner", "x")
                        .append("number", (long) i)
                        .append("part", i / 4.0)
                        .append("text", "Déclaration de أغادير 🧭")
                        .append("at", new Date(1_700_000_000_000L + i))
                        .append("bytes", new Binary(new byte[] {1, 2, (byte) i}))
                        .append("list", List.of(i, "two", new Document("three", null)))
                        .append("nothing", null);
        if (i == 0) {
            document.append("changed", true);
        }
        return read.containsKey("raised")
                ? document.append("raised", read.get("raised"))
                : document;
    }

    private static ObjectId earlierObject() {
        return new ObjectId("0123456789abcdef01234567");
    }

    @Test
    void aStoreThatWritesThroughToTheDiskAnswersToo() {
        try (var store = DocumentStore.start(folder.resolve("store"), 0, 16, Durability.DISK);
                var client = MongoClients.create(store.uri())) {
            things(client).insertOne(new Document("_id", "a"));
            things(client).updateOne(Filters.eq("a"), Updates.set("changed", true));
            assertThat(things(client).countDocuments(Filters.eq("changed", true))).isOne();
        }
    }

    /** The store in a process of its own, killed without warning while many write. */
    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < 3; round++) {
            var process = fork();
            try (var client = MongoClients.create(uriOf(process) + "/?maxPoolSize=64")) {
                var begun = new CountDownLatch(WRITERS * 20);
                var writers = new ArrayList<Thread>();
                for (int i = 0; i < WRITERS; i++) {
                    writers.add(Thread.ofVirtual().start(() -> write(client, acknowledged, begun)));
                }
                assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
                process.destroyForcibly().waitFor();
                for (var writer : writers) {
                    writer.join();
                }
            }
        }

        try (var store = open();
                var client = MongoClients.create(store.uri())) {
            var kept = new HashSet<String>();
            for (var document : things(client).find()) {
                kept.add(document.getString("_id"));
                assertThat(things(client).find(Filters.eq("key", document.getString("key"))))
                        .as("the index knows the document")
                        .hasSize(1);
            }
            assertThat(kept).containsAll(acknowledged);
            assertThat(acknowledged).hasSizeGreaterThan(WRITERS * 20);
        }
    }

    private static void write(MongoClient client, Set<String> acknowledged, CountDownLatch begun) {
        var things = things(client);
        try {
            things.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
            while (true) {
                var id = UUID.randomUUID().toString();
                things.insertOne(new Document("_id", id).append("key", "k" + id).append("step", 0));
                things.updateOne(Filters.eq(id), Updates.set("step", 1));
                acknowledged.add(id);
                begun.countDown();
            }
        } catch (RuntimeException e) {
            // The process was killed, as it should be.
        }
    }

    private Process fork() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreProcess.class.getName(),
                        folder.resolve("store").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String uriOf(Process process) throws IOException {
        var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("mongodb://")) {
                return line;
            }
        }
        throw new IOException("the store did not start");
    }

    private DocumentStore open() {
        return DocumentStore.start(folder.resolve("store"), 0, 16, Durability.PROCESS);
    }

    private static MongoCollection<Document> things(MongoClient client) {
        return client.getDatabase("kit").getCollection("things");
    }

    /** Runs a store until it is killed. */
    static final class StoreProcess {
        public static void main(String[] arguments) throws InterruptedException {
            var store = DocumentStore.start(Path.of(arguments[0]), 0, 16, Durability.PROCESS);
            System.out.println(store.uri());
            Thread.currentThread().join();
        }
    }
}
