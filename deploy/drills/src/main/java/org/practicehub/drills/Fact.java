package org.practicehub.drills;

import java.time.Instant;
import java.util.Set;

/**
 * What the product has answered for, in the order the drill came to know it. A request without an
 * answer is no fact until it has been settled after the next start.
 */
sealed interface Fact {

    /**
     * A submission answered 201.
     *
     * @param mark the word in its title that no other submission has
     * @param id what the product calls it
     * @param terms what subscribers may find it by
     */
    record Accepted(String mark, String id, Set<String> terms) implements Fact {}

    /**
     * Its content was replaced; the first is number 1.
     *
     * @param revision the drill's own number, which stands in the title
     */
    record Revised(String mark, int revision) implements Fact {}

    /** This revision was approved, and so must be published and told. */
    record Approved(String mark, int revision, Span span) implements Fact {}

    /** This address wants to be told from then on. */
    record Confirmed(String address, Interest interest, Span span) implements Fact {}

    /** This wish of the address is over: from then on it must not be told for its sake. */
    record Left(String address, Interest interest, Span span) implements Fact {}

    /** Everything was dead at this moment, and nothing sent before arrives after it. */
    record Killed(Instant at) implements Fact {}
}
