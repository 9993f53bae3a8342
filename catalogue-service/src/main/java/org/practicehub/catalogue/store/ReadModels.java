package org.practicehub.catalogue.store;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.store.PracticeStore.Changes;
import org.practicehub.catalogue.store.PracticeStore.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which collections hold the read model. What is live is written in the database itself, so that
 * all instances agree: those who write ask before each batch, those who read believe what they
 * heard for a second.
 */
public final class ReadModels {

    private static final Logger log = LoggerFactory.getLogger(ReadModels.class);
    private static final String BASE = "practices";
    private static final Pattern NUMBERED = Pattern.compile(BASE + "-([0-9]{1,9})");
    private static final String STATE = "projections";
    private static final Bson THIS = Filters.eq("_id", BASE);
    private static final long BELIEVED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int DUPLICATE_KEY = 11000;
    private static final int MOST_ATTEMPTS = 50;

    /** Readers of other instances may still look at what was live a moment ago. */
    private static final Duration BEFORE_DROPPING = Duration.ofSeconds(3);

    private final Supplier<MongoDatabase> database;
    private volatile @Nullable Known known;

    /** What the state said when it had been written this often, heard at this moment. */
    private record Known(Generations generations, long version, long at) {}

    ReadModels(Supplier<MongoDatabase> database) {
        this.database = database;
    }

    /** At most a second old; older only while the store does not answer. */
    public Generations generations() {
        Known heard = known;
        if (heard != null && System.nanoTime() - heard.at < BELIEVED_NANOS) {
            return heard.generations;
        }
        try {
            return asked();
        } catch (MongoException e) {
            if (heard == null) {
                throw e;
            }
            return learned(heard.generations, heard.version);
        }
    }

    /**
     * As it stands now.
     *
     * @throws MongoException when the store does not answer
     */
    public Generations asked() {
        Document state = database.get().getCollection(STATE).find(THIS).first();
        return learned(state == null ? Generations.first(BASE) : read(state), version(state));
    }

    /** An answer that was asked for before a change and comes in after it does not undo it. */
    private synchronized Generations learned(Generations generations, long version) {
        Known heard = known;
        if (heard != null && heard.version > version) {
            return heard.generations;
        }
        known = new Known(generations, version, System.nanoTime());
        return generations;
    }

    /** The collection that answers. */
    MongoCollection<Document> live() {
        return collection(generations().live());
    }

    /** One of {@link Generations#all}. */
    public PracticeStore store(String generation) {
        MongoCollection<Document> collection = collection(generation);
        return new PracticeStore(() -> collection);
    }

    /** One of {@link Generations#all}. */
    public Rows rows(String generation) {
        return new StoredRows(collection(generation));
    }

    /**
     * Applies changes to every copy that must be kept current.
     *
     * @return what they came to in the live one
     * @throws MongoException when the store does not answer; all may be given again
     */
    public Outcome apply(Changes changes) {
        Generations generations = asked();
        Outcome live = store(generations.live()).apply(changes);
        for (String other : generations.all().subList(1, generations.all().size())) {
            store(other).apply(changes);
        }
        return live;
    }

    /** Declares a new candidate: from now on every change is written to it, too. */
    public Generations begin() {
        Generations begun = change(generations -> generations.begun(BASE));
        sweep(begun);
        PracticeIndexes.ensure(collection(begun.candidate() == null ? "" : begun.candidate()));
        return begun;
    }

    /** The candidate of this name, if it still is the candidate, is complete. */
    public void complete(String name) {
        change(
                generations ->
                        name.equals(generations.candidate())
                                ? generations.completed()
                                : generations);
    }

    public Generations switchOver() {
        return dropping(Generations::switched);
    }

    public Generations rollBack() {
        return dropping(Generations::rolledBack);
    }

    public Generations discard() {
        return dropping(Generations::discarded);
    }

    public Generations release() {
        return dropping(Generations::released);
    }

    private Generations dropping(UnaryOperator<Generations> step) {
        Generations changed = change(step);
        Thread.ofVirtual()
                .name("catalogue-sweep")
                .start(
                        () -> {
                            LockSupport.parkNanos(BEFORE_DROPPING.toNanos());
                            try {
                                sweep(asked());
                            } catch (MongoException | IllegalStateException e) {
                                log.info("swept with the next rebuild: {}", e.toString());
                            }
                        });
        return changed;
    }

    /** Drops copies that nobody names any more, also those a crash left behind. */
    private void sweep(Generations generations) {
        Set<String> kept = Set.copyOf(generations.all());
        for (String name : database.get().listCollectionNames()) {
            if (number(name) <= generations.made() && !kept.contains(name)) {
                collection(name).drop();
            }
        }
    }

    /** Which copy it is, counted from 1; {@link Integer#MAX_VALUE} for other collections. */
    private static int number(String collection) {
        if (collection.equals(BASE)) {
            return 1;
        }
        Matcher numbered = NUMBERED.matcher(collection);
        return numbered.matches() ? Integer.parseInt(numbered.group(1)) : Integer.MAX_VALUE;
    }

    private Generations change(UnaryOperator<Generations> step) {
        MongoCollection<Document> states = database.get().getCollection(STATE);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Document state = states.find(THIS).first();
            Generations before = state == null ? Generations.first(BASE) : read(state);
            Generations after = step.apply(before);
            if (after.equals(before)) {
                return before;
            }
            if (write(states, state, after)) {
                return learned(after, version(state) + 1);
            }
        }
        throw new IllegalStateException("the state of the projections changes all the time");
    }

    private static boolean write(
            MongoCollection<Document> states, @Nullable Document before, Generations after) {
        Document state =
                new Document("_id", BASE)
                        .append("live", after.live())
                        .append("candidate", after.candidate())
                        .append("complete", after.complete())
                        .append("previous", after.previous())
                        .append("made", after.made())
                        .append("version", version(before) + 1);
        if (before != null) {
            return states.replaceOne(
                                    Filters.and(THIS, Filters.eq("version", version(before))),
                                    state)
                            .getMatchedCount()
                    == 1;
        }
        try {
            states.insertOne(state);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCode() == DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /** How often the state was written. */
    private static long version(@Nullable Document state) {
        return state == null ? 0 : state.getLong("version");
    }

    private static Generations read(Document state) {
        return new Generations(
                state.getString("live"),
                state.getString("candidate"),
                state.getBoolean("complete", false),
                state.getString("previous"),
                state.getInteger("made", 1));
    }

    private MongoCollection<Document> collection(String name) {
        return database.get().getCollection(name);
    }
}
