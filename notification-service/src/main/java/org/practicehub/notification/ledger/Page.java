package org.practicehub.notification.ledger;

import org.practicehub.events.Occasion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the people of one slice are owed at once, in one document: it is written when they are
 * known, and each handful of outcomes is one mark more. Who owns a page owns all that is pending on
 * it.
 *
 * @param number the slice's
 * @param lines one for each person
 * @param marks what became of them, in the order it was written down
 */
public record Page(
        String jobId,
        int number,
        String practiceId,
        int revision,
        Occasion occasion,
        String owner,
        Instant createdAt,
        List<Owed> lines,
        List<Mark> marks) {

    public Page {
        lines = List.copyOf(lines);
        marks = List.copyOf(marks);
    }

    /** A person who is owed a message, and why. */
    public record Owed(String subscriber, List<Reason> reasons) {

        public Owed {
            reasons = List.copyOf(reasons);
        }
    }

    public String id() {
        return Place.page(jobId, number);
    }

    /** Everybody who is on it, whatever became of the message. */
    public Set<String> people() {
        return lines.stream().map(Owed::subscriber).collect(Collectors.toSet());
    }

    /** Each message as it is now, but for those that have an entry of their own by now. */
    public List<Notification> entries() {
        List<Notification> now = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            now.add(entry(i));
        }
        boolean[] alone = new boolean[lines.size()];
        for (Mark mark : marks) {
            for (int i : mark.lines()) {
                alone[i] |= mark.kind() == Mark.Kind.ALONE;
                now.set(i, mark.on(now.get(i)));
            }
        }
        return IntStream.range(0, lines.size()).filter(i -> !alone[i]).mapToObj(now::get).toList();
    }

    public List<Notification> pending() {
        return entries().stream().filter(entry -> entry.state() == State.PENDING).toList();
    }

    Page inHandsOf(String instance) {
        return new Page(
                jobId, number, practiceId, revision, occasion, instance, createdAt, lines, marks);
    }

    private Notification entry(int i) {
        Owed line = Objects.requireNonNull(lines.get(i));
        return new Notification(
                Place.id(line.subscriber(), jobId, occasion),
                line.subscriber(),
                new Matter.OfPractice(jobId, practiceId, revision, occasion, line.reasons()),
                State.PENDING,
                0,
                createdAt,
                owner,
                createdAt,
                null,
                null,
                new Line(number, i));
    }
}
