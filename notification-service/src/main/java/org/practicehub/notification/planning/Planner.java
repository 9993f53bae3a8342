package org.practicehub.notification.planning;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.HubEvent;
import org.practicehub.events.Occasion;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeWithdrawn;
import org.practicehub.events.PublicationReason;
import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.intake.DeadLetters;
import org.practicehub.notification.intake.Intake;
import org.practicehub.notification.matching.CriteriaTail;
import org.practicehub.notification.matching.Matcher;
import org.practicehub.notification.matching.TopicMerges;
import org.practicehub.notification.subscription.SubscriberLists;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From published practices to fan-out jobs. What counts is the newest notifiable revision: a later
 * event with the same one (approved silently, re-tagged, erased, replayed) plans nothing, and an
 * event that took the place of an earlier one in the compacted topic plans what that one owed.
 */
@Component
public class Planner {

    public static final String GROUP = "notification-planner";

    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What is read sooner was not taken away by compaction, which leaves the newest alone. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Intake intake;
    private final CriteriaTail tail;
    private final TopicMerges topics;
    private final Matcher matcher;
    private final SubscriberLists lists;
    private final Jobs jobs;
    private final DeadLetters deadLetters;
    private final Slicer slicer;
    private final Instance instance;
    private final Clock clock;

    Planner(
            Intake intake,
            CriteriaTail tail,
            TopicMerges topics,
            Matcher matcher,
            SubscriberLists lists,
            Jobs jobs,
            DeadLetters deadLetters,
            Slicer slicer,
            Instance instance,
            Clock clock) {
        this.intake = intake;
        this.tail = tail;
        this.topics = topics;
        this.matcher = matcher;
        this.lists = lists;
        this.jobs = jobs;
        this.deadLetters = deadLetters;
        this.slicer = slicer;
        this.instance = instance;
        this.clock = clock;
    }

    public void on(Message<?> batch) {
        // A subscription confirmed before any of these was published is on the topic by now.
        tail.awaitEnd(PATIENCE);
        topics.awaitEnd(PATIENCE);
        Map<String, HubEvent> together = new LinkedHashMap<>();
        intake.each(
                GROUP,
                batch,
                event -> {
                    if (together.containsKey(event.key())) {
                        // What is planned rests on what was planned before.
                        plan(together);
                        together.clear();
                    }
                    together.put(event.key(), event);
                });
        plan(together);
    }

    /** Plans one event of each practice. */
    private void plan(Map<String, HubEvent> events) {
        Map<String, Jobs.Told> told = jobs.told(Set.copyOf(events.keySet()));
        List<FanOutJob> opening = new ArrayList<>();
        events.forEach(
                (practiceId, event) -> {
                    Jobs.Told before = told.getOrDefault(practiceId, Jobs.Told.NOTHING);
                    switch (event) {
                        case PracticePublished practice ->
                                plan(practice, before).ifPresent(opening::add);
                        case PracticeWithdrawn withdrawn ->
                                plan(withdrawn, before).ifPresent(opening::add);
                        default -> LOG.warn("{} is none of this", event.getClass().getSimpleName());
                    }
                });
        open(numbered(opening));
    }

    /** With the number of their slices, by the seats of the lists that they meet. */
    private List<FanOutJob> numbered(List<FanOutJob> opening) {
        Set<String> met = new HashSet<>();
        opening.forEach(job -> met.addAll(job.criteria()));
        Map<String, SubscriberLists.Head> heads = lists.heads(met);
        return opening.stream().map(job -> job.planned() ? job : numbered(job, heads)).toList();
    }

    private static FanOutJob numbered(FanOutJob job, Map<String, SubscriberLists.Head> heads) {
        long seats = 0;
        for (String criteria : job.criteria()) {
            SubscriberLists.Head head = heads.get(criteria);
            seats += head == null ? 0 : head.seats();
        }
        return job.cut(seats);
    }

    private Optional<FanOutJob> plan(PracticePublished practice, Jobs.Told told) {
        if (practice.reason() == PublicationReason.ERASED) {
            jobs.redact(practice);
            deadLetters.forget(practice.practiceId());
        }
        if (told.revision() >= practice.notifiableRevision()) {
            return Optional.empty();
        }
        boolean corrected = practice.reason() == PublicationReason.CORRECTED;
        return Optional.of(
                job(
                        FanOutJob.id(practice.practiceId(), practice.notifiableRevision()),
                        practice.notifiableRevision(),
                        corrected ? Occasion.CORRECTED : Occasion.PUBLISHED,
                        practice.notifiableAt(),
                        practice,
                        matcher.match(topics.widened(practice)),
                        corrected ? told.jobs() : List.of(),
                        null));
    }

    /**
     * Those who were told are told again; a duplicate that was merged lives on and tells nobody.
     */
    private Optional<FanOutJob> plan(PracticeWithdrawn withdrawn, Jobs.Told told) {
        jobs.reduce(withdrawn);
        boolean repeated = told.withdrawn() >= withdrawn.revision();
        if (repeated || withdrawn.occurredAt().plus(FRESH).isBefore(clock.instant())) {
            // Only an erasure repeats a withdrawal, and one read late may stand for two.
            deadLetters.forget(withdrawn.practiceId());
        }
        if (repeated) {
            return Optional.empty();
        }
        if (told.jobs().isEmpty() || withdrawn.mergedInto() != null) {
            jobs.withdrawn(withdrawn.practiceId(), withdrawn.revision());
            return Optional.empty();
        }
        List<Jobs.Planned> publications =
                told.jobs().stream().filter(job -> !job.id().endsWith(":withdrawn")).toList();
        return publications.stream()
                .flatMap(job -> jobs.byId(job.id()).stream())
                .max(Comparator.comparing(FanOutJob::revision))
                .map(
                        last ->
                                job(
                                        FanOutJob.withdrawalId(
                                                withdrawn.practiceId(), withdrawn.revision()),
                                        withdrawn.revision(),
                                        Occasion.WITHDRAWN,
                                        withdrawn.occurredAt(),
                                        last.practice(),
                                        List.of(),
                                        publications,
                                        withdrawn));
    }

    private FanOutJob job(
            String id,
            int revision,
            Occasion occasion,
            Instant notifiableAt,
            PracticePublished practice,
            List<String> met,
            List<Jobs.Planned> earlier,
            @Nullable PracticeWithdrawn withdrawal) {
        return new FanOutJob(
                id,
                practice.practiceId(),
                revision,
                occasion,
                notifiableAt,
                practice,
                met,
                earlier.stream().map(Jobs.Planned::id).toList(),
                withdrawal,
                earlier.stream().mapToInt(Jobs.Planned::slices).sum(),
                0,
                met.isEmpty() && earlier.isEmpty(),
                instance.id(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private void open(List<FanOutJob> opening) {
        Set<String> fresh = jobs.open(opening);
        for (FanOutJob job : opening) {
            if (fresh.contains(job.id())) {
                LOG.info("{} meets {} criteria", job.id(), job.criteria().size());
                if (!job.planned()) {
                    slicer.add(job);
                }
            } else {
                // Stored by an attempt that was cut short; its cursor counts.
                jobs.byId(job.id())
                        .filter(stored -> !stored.planned() && stored.owner().equals(instance.id()))
                        .ifPresent(slicer::add);
            }
        }
    }
}
