package org.practicehub.notification.proof;

import org.jspecify.annotations.Nullable;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.PracticeTerms;
import org.practicehub.criteria.ReferenceMatcher;
import org.practicehub.criteria.Term;
import org.practicehub.events.PracticePublished;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.State;
import org.practicehub.notification.matching.TopicMerges;
import org.practicehub.notification.planning.FanOutJob;
import org.practicehub.notification.planning.Jobs;
import org.practicehub.notification.planning.Slices;
import org.practicehub.notification.subscription.Subscriber;
import org.practicehub.notification.subscription.Subscribers;
import org.practicehub.notification.subscription.Subscription;
import org.practicehub.notification.token.Grant;
import org.practicehub.notification.token.Purpose;
import org.practicehub.notification.token.Tokens;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Counts and explanations, read from the jobs, their slices and the ledger by id. */
@Component
class Proof {

    private final Jobs jobs;
    private final Slices slices;
    private final Ledger ledger;
    private final Subscribers subscribers;
    private final Tokens tokens;
    private final TopicMerges topics;

    Proof(
            Jobs jobs,
            Slices slices,
            Ledger ledger,
            Subscribers subscribers,
            Tokens tokens,
            TopicMerges topics) {
        this.jobs = jobs;
        this.slices = slices;
        this.ledger = ledger;
        this.subscribers = subscribers;
        this.tokens = tokens;
        this.topics = topics;
    }

    /**
     * One job, added up: {@code people} are {@code entered} and {@code notOwed}; {@code entered}
     * are the sum of {@code states}.
     *
     * @param planned whether all its slices are made
     * @param notOwed left, subscribed after the publication, or not entered yet
     */
    record Account(
            int revision,
            String occasion,
            Instant notifiableAt,
            int criteria,
            boolean planned,
            int people,
            int entered,
            int notOwed,
            Map<String, Integer> states) {}

    /**
     * Why a subscription was or was not told of a practice.
     *
     * @param outcome of the message: pending, gathered, sent, …; absent when there is none
     * @param terms each term of the criteria, and whether the practice has it
     */
    record Explanation(
            String practiceId,
            int revision,
            boolean matches,
            boolean confirmedInTime,
            @Nullable String outcome,
            @Nullable Instant at,
            String why,
            List<TermAnswer> terms) {}

    record TermAnswer(String term, boolean met) {}

    List<Account> accounts(String practiceId) {
        return jobs.told(practiceId).jobIds().stream()
                .flatMap(id -> jobs.byId(id).stream())
                .sorted(Comparator.comparing(FanOutJob::createdAt))
                .map(this::account)
                .toList();
    }

    private Account account(FanOutJob job) {
        int people = 0;
        Map<State, Integer> states = new EnumMap<>(State.class);
        for (int slice = 0; slice < job.slices(); slice++) {
            List<String> told = slices.people(job.id(), slice);
            people += told.size();
            for (Notification entry : ledger.at(told.stream().map(job::place).toList())) {
                states.merge(entry.state(), 1, Integer::sum);
            }
        }
        Map<String, Integer> named = new TreeMap<>();
        int entered = 0;
        for (State state : State.values()) {
            int count = states.getOrDefault(state, 0);
            named.put(state.name().toLowerCase(Locale.ROOT), count);
            entered += count;
        }
        return new Account(
                job.revision(),
                job.occasion().wire(),
                job.notifiableAt(),
                job.criteria().size(),
                job.planned(),
                people,
                entered,
                people - entered,
                named);
    }

    /**
     * Empty when the token is not one for leaving, the subscription is gone, or nobody was told.
     */
    Optional<Explanation> explain(String token, String practiceId) {
        Optional<Grant> grant = tokens.read(token).filter(g -> g.purpose() == Purpose.UNSUBSCRIBE);
        Subscriber person = grant.flatMap(g -> subscribers.byId(g.subscriber())).orElse(null);
        Subscription subscription =
                person == null || grant.isEmpty()
                        ? null
                        : person.subscription(grant.get().object());
        FanOutJob job =
                jobs.told(practiceId).jobIds().stream()
                        .flatMap(id -> jobs.byId(id).stream())
                        .max(Comparator.comparing(FanOutJob::createdAt))
                        .orElse(null);
        return person == null || subscription == null || job == null
                ? Optional.empty()
                : Optional.of(explain(person, subscription, job));
    }

    private Explanation explain(Subscriber person, Subscription subscription, FanOutJob job) {
        Criteria criteria = subscription.criteria();
        PracticePublished practice = topics.widened(job.practice());
        boolean matches = ReferenceMatcher.matches(criteria, practice);
        boolean inTime = subscription.owed(job.notifiableAt());
        Notification entry =
                ledger.at(List.of(job.place(person.id()))).stream().findFirst().orElse(null);
        Set<String> has = PracticeTerms.of(practice);
        List<TermAnswer> terms = new ArrayList<>();
        List<Term> asked = new ArrayList<>(criteria.all());
        criteria.any().forEach(asked::addAll);
        asked.addAll(criteria.not());
        asked.forEach(
                term -> terms.add(new TermAnswer(term.toString(), has.contains(term.toString()))));
        return new Explanation(
                job.practiceId(),
                job.revision(),
                matches,
                inTime,
                entry == null ? null : entry.state().name().toLowerCase(Locale.ROOT),
                entry == null ? null : entry.doneAt(),
                why(matches, inTime, entry, job),
                terms);
    }

    private static String why(
            boolean matches, boolean inTime, @Nullable Notification entry, FanOutJob job) {
        if (entry != null) {
            return switch (entry.state()) {
                case PENDING -> "The message is waiting to be sent.";
                case GATHERED -> "It waits for the next digest.";
                case SENT -> "The message was handed over.";
                case BOUNCED -> "The message was handed over, and came back.";
                case REFUSED -> "The mail server refused the message for good.";
                case EXPIRED -> "The mail server did not take the message for days.";
                case CANCELLED -> "The message was no longer wanted when it came to sending.";
            };
        }
        if (!matches) {
            return "The practice does not meet the criteria of this subscription.";
        }
        if (!inTime) {
            return "The subscription was confirmed after the practice was published.";
        }
        return job.planned()
                ? "The message has not been entered yet."
                : "Messages about this practice are still being planned.";
    }
}
