package org.practicehub.submission.topics;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.TopicChanged;
import org.practicehub.events.Topics;
import org.practicehub.submission.outbox.Messages;
import org.practicehub.submission.outbox.Wire;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.web.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * All topics, a few dozen. Each document says which of its changes has been told; what has not is
 * told again and again until the broker has it.
 */
@Component
class EditorialTopics implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EditorialTopics.class);
    private static final long SWEEP_SECONDS = 10;
    private static final long SEND_SECONDS = 20;

    private final MongoCollection<Document> documents;
    private final Wire wire;
    private final Clock clock;
    private final Semaphore news = new Semaphore(1);
    private volatile boolean running;

    EditorialTopics(MongoTemplate mongo, Wire wire, Clock clock) {
        this.documents = mongo.getCollection("topics");
        this.wire = wire;
        this.clock = clock;
    }

    /**
     * Creates a topic; creating the same one again changes nothing.
     *
     * @return whether it is new
     * @throws ProblemException 409 when the slug is taken by another
     */
    boolean create(Topic topic) {
        try {
            documents.insertOne(
                    new Document("_id", topic.slug())
                            .append("title", topic.title())
                            .append("description", topic.description())
                            .append("twoReviewers", topic.twoReviewers())
                            .append("sequence", 1L)
                            .append("told", 0L)
                            .append("changedAt", Date.from(clock.instant())));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            if (find(topic.slug()).filter(topic::saysTheSameAs).isPresent()) {
                return false;
            }
            throw new ProblemException(
                    HttpStatus.CONFLICT, "topic-exists", "Another topic has this slug.");
        }
        news.release();
        return true;
    }

    Optional<Topic> find(String slug) {
        return Optional.ofNullable(documents.find(Filters.eq("_id", slug)).first())
                .map(EditorialTopics::topic);
    }

    /** Those that stand for themselves, by title. */
    List<Topic> all() {
        return read().filter(topic -> topic.mergedInto() == null)
                .sorted(Comparator.comparing(Topic::title).thenComparing(Topic::slug))
                .toList();
    }

    /** Those that another one stands for. */
    List<Topic> merged() {
        return read().filter(topic -> topic.mergedInto() != null).toList();
    }

    private Stream<Topic> read() {
        return documents.find().map(EditorialTopics::topic).into(new ArrayList<>()).stream();
    }

    /**
     * @throws ProblemException 412 when somebody was faster
     */
    Topic rename(Topic seen, Topic now) {
        change(
                seen,
                Updates.combine(
                        Updates.set("title", now.title()),
                        Updates.set("description", now.description()),
                        Updates.set("twoReviewers", now.twoReviewers())));
        return new Topic(
                seen.slug(),
                now.title(),
                now.description(),
                seen.mergedInto(),
                now.twoReviewers(),
                seen.sequence() + 1);
    }

    /**
     * Practices on their way from a merged topic.
     *
     * @param cursor the last practice that was looked at; null before the first
     */
    record Move(String from, String to, String by, String byName, @Nullable String cursor) {}

    /**
     * @throws ProblemException 412 when somebody was faster
     */
    Move merge(Topic topic, String into, Person administrator) {
        change(
                topic,
                Updates.combine(
                        Updates.set("mergedInto", into),
                        Updates.set(
                                "moving",
                                new Document("by", administrator.subject())
                                        .append("byName", administrator.name()))));
        for (Topic earlier : merged()) {
            if (topic.slug().equals(earlier.mergedInto())) {
                change(earlier, Updates.set("mergedInto", into));
            }
        }
        return new Move(topic.slug(), into, administrator.subject(), administrator.name(), null);
    }

    private void change(Topic seen, Bson change) {
        boolean won =
                documents
                                .updateOne(
                                        Filters.and(
                                                Filters.eq("_id", seen.slug()),
                                                Filters.eq("sequence", seen.sequence())),
                                        Updates.combine(
                                                change,
                                                Updates.set("sequence", seen.sequence() + 1),
                                                Updates.set(
                                                        "changedAt", Date.from(clock.instant()))))
                                .getMatchedCount()
                        == 1;
        if (!won) {
            throw ProblemException.stale();
        }
        news.release();
    }

    /** What has not come to its end. */
    List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        for (Document document : documents.find()) {
            Document moving = document.get("moving", Document.class);
            if (moving != null) {
                moves.add(
                        new Move(
                                document.getString("_id"),
                                document.getString("mergedInto"),
                                moving.getString("by"),
                                moving.getString("byName"),
                                moving.getString("cursor")));
            }
        }
        return moves;
    }

    Move moving(Move move, String cursor) {
        documents.updateOne(Filters.eq("_id", move.from()), Updates.set("moving.cursor", cursor));
        return new Move(move.from(), move.to(), move.by(), move.byName(), cursor);
    }

    void moved(Move move) {
        documents.updateOne(Filters.eq("_id", move.from()), Updates.unset("moving"));
    }

    private static Topic topic(Document document) {
        return new Topic(
                document.getString("_id"),
                document.getString("title"),
                document.getString("description"),
                document.getString("mergedInto"),
                document.getBoolean("twoReviewers", false),
                document.getLong("sequence"));
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("topics-tell").start(this::tellAll);
    }

    private void tellAll() {
        while (running) {
            try {
                if (wire.isReady()) {
                    tell();
                }
                boolean heard = news.tryAcquire(SWEEP_SECONDS, TimeUnit.SECONDS);
                LOG.trace("Awake, by news: {}", heard);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | ExecutionException | TimeoutException e) {
                LOG.warn("Topics are told later: {}", e.toString());
                sleepOrStop();
            }
        }
    }

    private void sleepOrStop() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private void tell() throws InterruptedException, ExecutionException, TimeoutException {
        for (Document document : documents.find()) {
            long sequence = document.getLong("sequence");
            if (document.getLong("told") < sequence) {
                Topic topic = topic(document);
                wire.send(
                                Messages.of(
                                        Topics.TOPICS,
                                        new TopicChanged(
                                                topic.slug(),
                                                sequence,
                                                document.getDate("changedAt").toInstant(),
                                                topic.title(),
                                                topic.description(),
                                                topic.mergedInto())))
                        .get(SEND_SECONDS, TimeUnit.SECONDS);
                documents.updateOne(
                        Filters.and(
                                Filters.eq("_id", topic.slug()), Filters.eq("sequence", sequence)),
                        Updates.set("told", sequence));
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        news.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
