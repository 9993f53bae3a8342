package org.practicehub.drills;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        /**
         * The approval and the confirmation, or the end of the wish, overlapped; or it ended
         * afterwards, when the message had been sent or had not.
         */
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
                case Fact.Confirmed _, Fact.Left _, Fact.Killed _ -> {
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
        return wishes().keySet();
    }

    /** Every message that is owed or may be; what is not in here is forbidden. */
    synchronized Map<Message, Due> messages() {
        Map<String, List<Wish>> wishes = wishes();
        Map<Message, Due> messages = new LinkedHashMap<>();
        for (Practice practice : practices()) {
            for (Fact.Approved approved : practice.approved()) {
                wishes.forEach(
                        (address, all) -> {
                            Due due = due(approved, practice.terms(), all);
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
    private static Due due(Fact.Approved approved, Set<String> terms, List<Wish> wishes) {
        return wishes.stream()
                .map(wish -> wish.due(terms, approved.span()))
                .min(Comparator.naturalOrder())
                .orElse(Due.FORBIDDEN);
    }

    /** Since when nobody at an address wants anything; those who still do are not in here. */
    synchronized Map<String, Instant> silences() {
        Map<String, Instant> silences = new TreeMap<>();
        wishes().forEach(
                        (address, all) -> {
                            if (all.stream().allMatch(wish -> wish.ended() != null)) {
                                all.stream()
                                        .map(wish -> Objects.requireNonNull(wish.ended()).until())
                                        .max(Comparator.naturalOrder())
                                        .ifPresent(last -> silences.put(address, last));
                            }
                        });
        return silences;
    }

    /** Every wish of every address. Asked for twice, a wish that goes on is still one. */
    private Map<String, List<Wish>> wishes() {
        Map<String, List<Wish>> wishes = new TreeMap<>();
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.Confirmed(String address, Interest interest, Span span) -> {
                    List<Wish> all = wishes.computeIfAbsent(address, first -> new ArrayList<>());
                    if (all.stream().noneMatch(wish -> goesOn(wish, interest))) {
                        all.add(new Wish(interest, span, null));
                    }
                }
                case Fact.Left(String address, Interest interest, Span span) ->
                        wishes.getOrDefault(address, List.of())
                                .replaceAll(
                                        wish -> goesOn(wish, interest) ? wish.over(span) : wish);
                case Fact.Accepted _, Fact.Revised _, Fact.Approved _, Fact.Killed _ -> {
                    // says nothing about a wish
                }
            }
        }
        return wishes;
    }

    private static boolean goesOn(Wish wish, Interest interest) {
        return wish.ended() == null && wish.interest().equals(interest);
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
