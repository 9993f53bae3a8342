package org.practicehub.drills;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the product owes, from what it has answered for. Many threads write, one reads at the end.
 */
final class Ledger {

    private final List<Fact> facts = new ArrayList<>();

    /** One practice as it must be found. */
    record Practice(
            String mark, String id, Set<String> terms, int content, List<Fact.Approved> approved) {

        @Nullable Integer published() {
            return approved.isEmpty() ? null : approved.getLast().revision();
        }
    }

    /**
     * A message about a revision.
     *
     * @param address of a person, or the name of an endpoint
     */
    record Message(String address, String mark, int revision) {

        boolean byMail() {
            return address.contains("@");
        }
    }

    /** Whether a message must be sent, may be, or must not. */
    enum Due {
        OWED,
        /** The approval and the confirmation overlapped: either order was possible. */
        ALLOWED,
        FORBIDDEN
    }

    synchronized void enter(Fact fact) {
        facts.add(fact);
    }

    synchronized long count(Class<? extends Fact> kind) {
        return facts.stream().filter(kind::isInstance).count();
    }

    synchronized Collection<Practice> practices() {
        Map<String, Practice> practices = new LinkedHashMap<>();
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.Accepted(String mark, String id, Set<String> terms) ->
                        practices.put(mark, new Practice(mark, id, terms, 1, List.of()));
                case Fact.Revised(String mark, int revision) ->
                        practices.computeIfPresent(
                                mark,
                                (same, practice) ->
                                        new Practice(
                                                mark,
                                                practice.id(),
                                                practice.terms(),
                                                revision,
                                                practice.approved()));
                case Fact.Approved approved ->
                        practices.computeIfPresent(
                                approved.mark(),
                                (same, practice) ->
                                        new Practice(
                                                practice.mark(),
                                                practice.id(),
                                                practice.terms(),
                                                practice.content(),
                                                with(practice.approved(), approved)));
                case Fact.Confirmed _, Fact.Killed _ -> {
                    // says nothing about a practice
                }
            }
        }
        return List.copyOf(practices.values());
    }

    synchronized List<Instant> kills() {
        List<Instant> kills = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.Killed(Instant at)) {
                kills.add(at);
            }
        }
        return kills;
    }

    synchronized Set<String> addresses() {
        return confirmations().keySet();
    }

    /** Every message that is owed or may be; what is not in here is forbidden. */
    synchronized Map<Message, Due> messages() {
        Map<String, List<Fact.Confirmed>> confirmations = confirmations();
        Map<Message, Due> messages = new LinkedHashMap<>();
        for (Practice practice : practices()) {
            for (Fact.Approved approved : practice.approved()) {
                confirmations.forEach(
                        (address, wishes) -> {
                            Due due = due(approved, practice.terms(), wishes);
                            if (due != Due.FORBIDDEN) {
                                messages.put(
                                        new Message(address, practice.mark(), approved.revision()),
                                        due);
                            }
                        });
            }
        }
        return messages;
    }

    /** One message a person, however many of the person's wishes are met. */
    private static Due due(Fact.Approved approved, Set<String> terms, List<Fact.Confirmed> wishes) {
        Due due = Due.FORBIDDEN;
        for (Fact.Confirmed wish : wishes) {
            if (!wish.interest().metBy(terms) || approved.span().surelyBefore(wish.span())) {
                continue;
            }
            if (wish.span().surelyBefore(approved.span())) {
                return Due.OWED;
            }
            due = Due.ALLOWED;
        }
        return due;
    }

    private Map<String, List<Fact.Confirmed>> confirmations() {
        Map<String, List<Fact.Confirmed>> confirmations = new TreeMap<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.Confirmed confirmed) {
                confirmations
                        .computeIfAbsent(confirmed.address(), address -> new ArrayList<>())
                        .add(confirmed);
            }
        }
        return confirmations;
    }

    private static List<Fact.Approved> with(List<Fact.Approved> before, Fact.Approved next) {
        List<Fact.Approved> both = new ArrayList<>(before);
        both.add(next);
        return List.copyOf(both);
    }

    synchronized Set<String> marks() {
        Set<String> marks = new TreeSet<>();
        practices().forEach(practice -> marks.add(practice.mark()));
        return marks;
    }
}
