package org.practicehub.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;

import io.netty.channel.embedded.EmbeddedChannel;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;
import org.practicehub.local.Durability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Whatever is asked of it, the store answers as the server that it is made of. */
class SameAnswersTests {

    private static final List<String> FIELDS = List.of("a", "b", "c");

    @TempDir Path folder;

    private final EmbeddedChannel client = new EmbeddedChannel();

    @RepeatedTest(5)
    void randomCommands(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var server = H2Backend.inMemory();
        var store = GroupCommitBackend.open(folder.resolve("store"), 1, Durability.PROCESS);
        try {
            int errors = 0;
            int found = 0;
            for (var index : List.of(index("k", true), index("o.k", false), index("a", false))) {
                assertThat(answer(store, index)).isEqualTo(answer(server, index));
            }
            for (int i = 0; i < 2_000; i++) {
                var command = command(random);
                var expected = answer(server, command);
                assertThat(answer(store, command)).as("%d: %s", i, command).isEqualTo(expected);
                errors += expected instanceof String ? 1 : 0;
                found += expected.toString().contains("firstBatch=[{") ? 1 : 0;
            }
            assertThat(errors).as("most commands are right").isLessThan(600);
            assertThat(found).as("many find something").isGreaterThan(100);
        } finally {
            store.close();
            server.close();
        }
    }

    private Object answer(MongoBackend backend, Document command) {
        // A command may be changed by who carries it out.
        var own = command.cloneDeeply();
        try {
            return plain(backend.handleCommand(client, "kit", own.keySet().iterator().next(), own));
        } catch (RuntimeException e) {
            return e.getClass() + ": " + e.getMessage();
        }
    }

    /** As clients see it; they do not ask for the order of fields. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Kept kept -> plain(kept.document());
            case Map<?, ?> document -> {
                var map = new HashMap<Object, @Nullable Object>();
                document.forEach((name, each) -> map.put(name, plain(each)));
                yield map;
            }
            case Collection<?> elements -> {
                var list = new ArrayList<@Nullable Object>();
                elements.forEach(each -> list.add(plain(each)));
                yield list;
            }
            case null, default -> value;
        };
    }

    private static Document index(String key, boolean sparse) {
        return new Document("createIndexes", "things")
                .append(
                        "indexes",
                        list(
                                new Document("key", new Document(key, 1))
                                        .append("name", key)
                                        .append("unique", !key.equals("a"))
                                        .append("sparse", sparse)));
    }

    private static Document command(Random random) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 ->
                    new Document("insert", "things")
                            .append("ordered", random.nextBoolean())
                            .append("documents", list(document(random), document(random)));
            case 3, 4 -> find(random);
            case 5 ->
                    new Document("count", "things")
                            .append("query", filter(random))
                            .append("skip", random.nextInt(2))
                            .append("limit", random.nextInt(4));
            case 6 ->
                    new Document("delete", "things")
                            .append(
                                    "deletes",
                                    list(new Document("q", filter(random)).append("limit", 1)));
            case 7 ->
                    new Document("distinct", "things")
                            .append("key", one(random, FIELDS))
                            .append("query", filter(random));
            case 8 ->
                    new Document("aggregate", "things")
                            .append("pipeline", counting(random))
                            .append("cursor", new Document());
            case 9 ->
                    new Document("findAndModify", "things")
                            .append("query", filter(random))
                            .append("update", update(random))
                            .append("new", random.nextBoolean());
            default -> new Document("update", "things").append("updates", updates(random));
        };
    }

    private static Document find(Random random) {
        var command = new Document("find", "things").append("filter", filter(random));
        if (random.nextBoolean()) {
            command.append(
                    "sort",
                    new Document(one(random, List.of("a", "b", "o.k", "_id")), -1)
                            .append("_id", 1));
        }
        if (random.nextInt(3) == 0) {
            command.append("skip", random.nextInt(3));
        }
        if (random.nextInt(3) == 0) {
            command.append("limit", 1 + random.nextInt(4));
        }
        if (random.nextBoolean()) {
            command.append("projection", projection(random));
        }
        return command;
    }

    private static Document projection(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Document("a", 1).append("k", 1);
            case 1 -> new Document("b", true).append("_id", 0);
            case 2 -> new Document("_id", 1);
            case 3 -> new Document("a", 0).append("c", 0);
            case 4 -> new Document("o.k", 1);
            default -> new Document("c", new Document("$elemMatch", new Document("in", 0)));
        };
    }

    private static List<Object> counting(Random random) {
        var pipeline = list(new Document("$match", filter(random)));
        if (random.nextInt(3) == 0) {
            pipeline.add(new Document("$skip", random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            pipeline.add(new Document("$limit", 1 + random.nextInt(3)));
        }
        pipeline.add(
                new Document(
                        "$group",
                        new Document("_id", random.nextInt(4) == 0 ? "$a" : 1)
                                .append("n", new Document("$sum", 1))));
        return pipeline;
    }

    private static List<Object> updates(Random random) {
        var updates = list();
        for (int i = random.nextInt(3); i >= 0; i--) {
            var filter = filter(random);
            updates.add(
                    new Document("q", filter)
                            .append("u", update(random))
                            .append("multi", random.nextInt(3) == 0)
                            .append("upsert", namesItsId(filter) && random.nextInt(3) == 0));
        }
        return updates;
    }

    /** Otherwise what is entered has an id that nobody could foretell. */
    private static boolean namesItsId(Document filter) {
        return filter.get("_id") != null && !(filter.get("_id") instanceof Document);
    }

    private static Document update(Random random) {
        var field = one(random, FIELDS);
        return switch (random.nextInt(12)) {
            case 0 -> new Document("$set", new Document(field, value(random)));
            case 1 ->
                    new Document("$set", new Document("o.k", random.nextInt(20)))
                            .append("$inc", new Document("n", 1));
            case 2 -> new Document("$unset", new Document(field, ""));
            case 3 -> new Document("$push", new Document("c", value(random)));
            case 4 -> new Document("$pull", new Document("c", value(random)));
            case 5 -> new Document("$set", new Document("c.$", "found"));
            case 6 -> new Document("$rename", new Document("a", "b"));
            case 7 -> new Document("$set", new Document("_id", id(random)));
            case 8 -> new Document("$set", new Document("k", random.nextInt(20)));
            case 9 -> {
                var whole = document(random);
                whole.remove("_id");
                yield whole;
            }
            case 10 -> document(random);
            default ->
                    new Document("$setOnInsert", new Document("a", "new"))
                            .append("$max", new Document("n", random.nextInt(5)));
        };
    }

    private static Document filter(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> new Document();
            case 1 -> new Document("_id", id(random)).append("a", value(random));
            case 2 ->
                    new Document(
                            "_id", new Document("$in", list(id(random), id(random), id(random))));
            case 3 -> new Document(one(random, FIELDS), value(random));
            case 4 -> new Document("k", random.nextInt(20));
            case 5 ->
                    new Document(
                            "$and",
                            list(
                                    new Document("_id", id(random)),
                                    new Document("n", new Document("$gte", 1))));
            case 6 -> new Document("c", value(random));
            case 7 -> new Document("o.k", new Document("$lt", random.nextInt(20)));
            default -> new Document("_id", id(random));
        };
    }

    private static Document document(Random random) {
        var document = new Document("_id", id(random));
        for (var field : FIELDS) {
            if (random.nextInt(3) > 0) {
                document.put(field, value(random));
            }
        }
        if (random.nextInt(3) == 0) {
            document.put("k", random.nextInt(20));
        }
        document.put("o", new Document("k", random.nextInt(1_000)));
        return document;
    }

    private static Object id(Random random) {
        int number = random.nextInt(20);
        return number < 4 ? number : "id" + number;
    }

    private static Object value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(3);
            case 1 -> list("x", random.nextInt(3), "y");
            case 2 -> new Document("in", random.nextInt(2));
            default -> one(random, List.of("x", "y"));
        };
    }

    private static List<Object> list(Object... elements) {
        return new ArrayList<>(List.of(elements));
    }

    private static String one(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
