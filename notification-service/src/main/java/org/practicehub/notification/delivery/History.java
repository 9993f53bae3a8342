package org.practicehub.notification.delivery;

import org.practicehub.notification.ledger.Gathering;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.Place;
import org.practicehub.notification.planning.Jobs;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Everything that one person or endpoint was ever owed. The ids of ledger entries, and the numbers
 * of pages, are made of a person and a job: so they are looked up by id, job after job, and no
 * index is needed. For what is asked rarely: exports, erasure, bounces, replays.
 */
@Component
public class History {

    private static final int AT_ONCE = 1000;

    private final Jobs jobs;
    private final Ledger ledger;
    private final Gathering gathering;

    History(Jobs jobs, Ledger ledger, Gathering gathering) {
        this.jobs = jobs;
        this.ledger = ledger;
        this.gathering = gathering;
    }

    /** What was owed about practices since that time, oldest first. */
    public List<Notification> of(String subscriber, Instant since) {
        List<Notification> found = new ArrayList<>();
        inHandfuls(
                subscriber,
                places ->
                        ledger.at(places).stream()
                                .filter(each -> !each.createdAt().isBefore(since))
                                .forEach(found::add));
        found.sort(Comparator.comparing(Notification::createdAt));
        return found;
    }

    /** The digests that any of it went into. */
    public List<Notification> digestsOf(String subscriber) {
        Set<String> digests = new HashSet<>();
        inHandfuls(
                subscriber,
                places ->
                        digests.addAll(
                                gathering.digestsOf(places.stream().map(Place::id).toList())));
        return ledger.byIds(digests);
    }

    private void inHandfuls(String subscriber, Consumer<List<Place>> each) {
        List<Place> places = new ArrayList<>();
        jobs.allPlanned(
                some -> {
                    for (Jobs.Planned job : some) {
                        Jobs.occasions(job.id()).forEach(o -> places.add(job.place(subscriber, o)));
                    }
                    if (places.size() >= AT_ONCE) {
                        each.accept(List.copyOf(places));
                        places.clear();
                    }
                });
        if (!places.isEmpty()) {
            each.accept(List.copyOf(places));
        }
    }
}
