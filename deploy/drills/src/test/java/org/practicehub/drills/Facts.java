package org.practicehub.drills;

import java.time.Instant;
import java.util.Set;

/** Facts that read like sentences; times are seconds. */
final class Facts {

    static Fact.Accepted accepted(String mark, String... terms) {
        return new Fact.Accepted(mark, "id-" + mark, Set.of(terms));
    }

    static Fact.Approved approved(String mark, int revision, int from, int until) {
        return new Fact.Approved(mark, revision, new Span(at(from), at(until)));
    }

    static Fact.Confirmed confirmed(String address, String term, int from, int until) {
        Interest interest = new Interest(Set.of(term), Set.of(), Set.of());
        return new Fact.Confirmed(address, interest, new Span(at(from), at(until)));
    }

    static Fact.Left left(String address, String term, int from, int until) {
        Interest interest = new Interest(Set.of(term), Set.of(), Set.of());
        return new Fact.Left(address, interest, new Span(at(from), at(until)));
    }

    static Instant at(int second) {
        return Instant.parse("2026-11-22T00:00:00Z").plusSeconds(second);
    }

    private Facts() {}
}
