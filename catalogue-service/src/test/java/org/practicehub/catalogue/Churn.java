package org.practicehub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.catalogue.Practices.aPractice;
import static org.practicehub.catalogue.Practices.id;
import static org.practicehub.catalogue.Practices.withdrawn;

import org.practicehub.catalogue.store.Order;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.Term;
import org.practicehub.events.HubEvent;
import org.practicehub.events.PracticePublished;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Practices that come, change and go under a reader's hands, and what a reader who turns pages may
 * expect all the same: nothing twice, and everything that stood in the list all the time.
 */
public final class Churn {

    /** What all of these practices meet. */
    public static final Criteria CRITERIA =
            new Criteria(List.of(Term.parse("country:MA")), List.of(), List.of(), null, null, null);

    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private final Consumer<HubEvent> to;
    private final Random random;
    private final Set<Integer> present = new HashSet<>();
    private final List<Walk> walks = new ArrayList<>();
    private long sequence;
    private int newest;

    /**
     * @param to told of every change
     */
    public Churn(long seed, Consumer<HubEvent> to) {
        this.random = new Random(seed);
        this.to = to;
    }

    public void publish(int practices) {
        for (int n = 0; n < practices; n++) {
            publishOne(newest++);
        }
    }

    /** As a reader begins. */
    public Walk walk(Order order) {
        walks.removeIf(Walk::isOver);
        Walk walk = new Walk(order, present);
        walks.add(walk);
        return walk;
    }

    /** A new practice, another title of a known one, or the end of one: none to {@code most}. */
    public void change(int most) {
        for (int changes = random.nextInt(most + 1); changes > 0; changes--) {
            int one = random.nextInt(newest);
            switch (random.nextInt(3)) {
                case 0 -> publishOne(newest++);
                case 1 -> publishOne(one);
                default -> withdraw(one);
            }
        }
    }

    /** For the first time, again with another title, or after it was withdrawn. */
    private void publishOne(int number) {
        PracticePublished practice =
                aPractice()
                        .numbered(number)
                        .firstPublished(START.plusSeconds(number / 3))
                        .about("MA")
                        .titled("Title " + random.nextInt(50))
                        .saying("migration ".repeat(1 + random.nextInt(9)))
                        .revision((int) ++sequence)
                        .published(sequence);
        to.accept(practice);
        present.add(number);
        walks.forEach(walk -> walk.touched(number));
    }

    private void withdraw(int number) {
        to.accept(withdrawn(number, ++sequence, "gone"));
        present.remove(number);
        walks.forEach(walk -> walk.touched(number));
    }

    /** One reader's way through a list. */
    public static final class Walk {

        private final Order order;
        private final Set<String> untouched = new HashSet<>();
        private final Set<String> changedAfterShown = new HashSet<>();
        private final List<String> shown = new ArrayList<>();
        private boolean over;

        private Walk(Order order, Set<Integer> present) {
            this.order = order;
            present.forEach(number -> untouched.add(id(number)));
        }

        public Order order() {
            return order;
        }

        public void sees(List<String> ids) {
            shown.addAll(ids);
        }

        private boolean isOver() {
            return over;
        }

        private void touched(int number) {
            untouched.remove(id(number));
            if (shown.contains(id(number))) {
                changedAfterShown.add(id(number));
            }
        }

        /** Nothing is left to see. */
        public void ends() {
            over = true;
            List<String> once = new ArrayList<>(shown);
            if (order == Order.TITLE) {
                // Under its new title it may stand further on.
                once.removeAll(changedAfterShown);
            }
            assertThat(once).as("by " + order).doesNotHaveDuplicates();
            assertThat(untouched).as("untouched while they were read").isNotEmpty();
            assertThat(shown).as("by " + order).containsAll(untouched);
        }
    }
}
