package org.practicehub.submission.topics;

import org.practicehub.events.Content;
import org.practicehub.submission.practice.BackgroundWalks;
import org.practicehub.submission.practice.OwnWork;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.practicehub.submission.revisions.Revisions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Practices follow a merged topic: every one is looked at, with a stored cursor, and those that
 * name the topic name the other one from then on. What readers see is told again, and nobody is
 * notified.
 */
@Component
class TopicMoves extends BackgroundWalks {

    private static final Logger LOG = LoggerFactory.getLogger(TopicMoves.class);
    private static final int AT_ONCE = 100;

    private final EditorialTopics topics;
    private final Submissions submissions;
    private final Revisions revisions;
    private final OwnWork all;
    private final Clock clock;

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

    @Override
    protected void goOn() {
        topics.moves().forEach(this::begin);
    }

    void begin(EditorialTopics.Move begun) {
        EditorialTopics.Move[] move = {begun};
        walk(
                "topic-move-" + begun.from(),
                () -> {
                    Optional<EditorialTopics.Move> further = step(move[0]);
                    further.ifPresent(next -> move[0] = next);
                    return further.isPresent();
                });
    }

    /**
     * @return the move with its next cursor; empty when all have moved
     */
    private Optional<EditorialTopics.Move> step(EditorialTopics.Move move) {
        List<PracticeId> next =
                all.after(Optional.ofNullable(move.cursor()).map(PracticeId::new), AT_ONCE);
        if (next.isEmpty()) {
            topics.moved(move);
            LOG.info("Practices have moved from topic {} to {}.", move.from(), move.to());
            return Optional.empty();
        }
        for (Submission submission : submissions.findAll(next)) {
            if (names(submission, move.from())) {
                follow(submission.id(), move);
            }
        }
        return Optional.of(topics.moving(move, next.getLast().value()));
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
}
