package org.practicehub.submission.topics;

import org.practicehub.events.Content;
import org.practicehub.submission.practice.OwnWork;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.ReadAtStart;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.practicehub.submission.revisions.Revisions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Practices follow a merged topic: every one is looked at, with a stored cursor, and those that
 * name the topic name the other one from then on. What readers see is told again, and nobody is
 * notified.
 */
@Component
class TopicMoves implements ReadAtStart, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicMoves.class);
    private static final int AT_ONCE = 100;

    private final EditorialTopics topics;
    private final Submissions submissions;
    private final Revisions revisions;
    private final OwnWork all;
    private final Clock clock;
    private volatile boolean running;

    TopicMoves(
            EditorialTopics topics,
            Submissions submissions,
            Revisions revisions,
            OwnWork all,
            Clock clock) {
        this.topics = topics;
        this.submissions = submissions;
        this.revisions = revisions;
        this.all = all;
        this.clock = clock;
    }

    /** Goes on with what a stop or a crash has cut short. */
    @Override
    public void read() {
        running = true;
        topics.moves().forEach(this::begin);
    }

    void begin(EditorialTopics.Move move) {
        Thread.ofVirtual().name("topic-move-" + move.from()).start(() -> walkUntilDone(move));
    }

    private void walkUntilDone(EditorialTopics.Move begun) {
        EditorialTopics.Move move = begun;
        while (running) {
            try {
                List<PracticeId> next =
                        all.after(Optional.ofNullable(move.cursor()).map(PracticeId::new), AT_ONCE);
                if (next.isEmpty()) {
                    topics.moved(move);
                    LOG.info("Practices have moved from topic {} to {}.", move.from(), move.to());
                    return;
                }
                for (Submission submission : submissions.findAll(next)) {
                    if (names(submission, move.from())) {
                        follow(submission.id(), move);
                    }
                }
                move = topics.moving(move, next.getLast().value());
            } catch (RuntimeException e) {
                LOG.warn("A move between topics goes on in a moment: {}", e.toString());
                if (!slept()) {
                    return;
                }
            }
        }
    }

    private void follow(PracticeId id, EditorialTopics.Move move) {
        submissions.change(
                id,
                submission ->
                        submission.moveTopic(
                                move.from(),
                                move.to(),
                                revisions.newest(submission).orElse(null),
                                new Person(move.by(), move.byName(), null),
                                clock.instant()));
    }

    /** A revision on the desk may name other topics than the one that readers see. */
    private boolean names(Submission submission, String topic) {
        return submission.content().topics().contains(topic)
                || (submission.status().isOnTheDesk()
                        && revisions
                                .newest(submission)
                                .map(published -> published.content())
                                .map(Content::topics)
                                .orElse(List.of())
                                .contains(topic));
    }

    private static boolean slept() {
        try {
            TimeUnit.SECONDS.sleep(2);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Nothing is walked through before everything has been read. */
    @Override
    public void start() {}

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
