package org.practicehub.notification.planning;

import org.practicehub.events.HubEvent;
import org.practicehub.events.Occasion;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;
import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.intake.Intake;
import org.practicehub.notification.matching.CriteriaTail;
import org.practicehub.notification.matching.Matcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

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

    private final Intake intake;
    private final CriteriaTail tail;
    private final Matcher matcher;
    private final Jobs jobs;
    private final Slicer slicer;
    private final Instance instance;
    private final Clock clock;

    Planner(
            Intake intake,
            CriteriaTail tail,
            Matcher matcher,
            Jobs jobs,
            Slicer slicer,
            Instance instance,
            Clock clock) {
        this.intake = intake;
        this.tail = tail;
        this.matcher = matcher;
        this.jobs = jobs;
        this.slicer = slicer;
        this.instance = instance;
        this.clock = clock;
    }

    public void on(Message<?> batch) {
        // A subscription confirmed before any of these was published is on the topic by now.
        tail.awaitEnd(PATIENCE);
        intake.each(GROUP, batch, this::on);
    }

    private void on(HubEvent event) {
        if (event instanceof PracticePublished practice) {
            plan(practice);
        }
    }

    private void plan(PracticePublished practice) {
        if (jobs.planned(practice.practiceId()) >= practice.notifiableRevision()) {
            return;
        }
        var met = matcher.match(practice);
        FanOutJob job =
                new FanOutJob(
                        FanOutJob.id(practice.practiceId(), practice.notifiableRevision()),
                        practice.practiceId(),
                        practice.notifiableRevision(),
                        practice.reason() == PublicationReason.CORRECTED
                                ? Occasion.CORRECTED
                                : Occasion.PUBLISHED,
                        practice.notifiableAt(),
                        practice,
                        met,
                        0,
                        0,
                        0,
                        met.isEmpty(),
                        instance.id(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (jobs.open(job)) {
            LOG.info("{} meets {} criteria", job.id(), met.size());
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
