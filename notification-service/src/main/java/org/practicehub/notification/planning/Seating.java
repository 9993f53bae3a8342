package org.practicehub.notification.planning;

import org.jspecify.annotations.Nullable;
import org.practicehub.notification.ledger.Place;
import org.practicehub.notification.subscription.SubscriberLists;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts everybody who may be told by a job into one of its slices, by the number that follows from
 * the person: nobody is in two, on however many lists they are, and whoever asks later knows where
 * to look. Slices are stored before the first is sent; until then all of this may be done again.
 * Steps are short, so that other jobs have their turns in between. About 50 bytes a person while
 * lists are read. For one thread.
 */
final class Seating {

    /** Lists whose heads are asked for at once. */
    private static final int LISTS = 200;

    /** Seats that are looked at in one step. */
    private static final int SEATS = 10_000;

    /** Slices that are stored in one step. */
    private static final int STORED = 20;

    /** So many slices stay in memory to be sent; of larger jobs each is read back. */
    private static final int KEPT = 50;

    private final FanOutJob job;
    private final SubscriberLists lists;
    private final Slices slices;
    private final Jobs jobs;

    /** One below the other, each on a line. */
    private @Nullable StringBuilder[] people;

    private int list;
    private int row;
    private int stored;
    private boolean asKept = true;

    Seating(FanOutJob job, SubscriberLists lists, Slices slices, Jobs jobs) {
        this.job = job;
        this.lists = lists;
        this.slices = slices;
        this.jobs = jobs;
        people = new StringBuilder[job.slices()];
    }

    /**
     * Goes on.
     *
     * @return whether all slices are stored
     */
    boolean step() {
        if (stored == job.slices()) {
            return true;
        }
        if (more()) {
            read();
        }
        if (more()) {
            return false;
        }
        store();
        if (stored == job.slices() && (stored > KEPT || !asKept)) {
            people = new StringBuilder[0];
        }
        return stored == job.slices();
    }

    /** The people of a slice, once all are stored. */
    List<String> people(int slice) {
        return slice < people.length ? seated(slice) : slices.people(job.id(), slice);
    }

    private boolean more() {
        return list < job.criteria().size() + job.earlier().size();
    }

    private void read() {
        int seats = 0;
        while (list < job.criteria().size() && seats < SEATS) {
            List<String> ids =
                    job.criteria().subList(list, Math.min(list + LISTS, job.criteria().size()));
            Map<String, SubscriberLists.Head> heads = lists.heads(ids);
            List<String> rows = new ArrayList<>();
            int atList = list;
            int atRow = row;
            while (atList - list < ids.size() && seats < SEATS) {
                SubscriberLists.Head head = heads.get(job.criteria().get(atList));
                if (head == null || atRow >= head.rows()) {
                    atList++;
                    atRow = 0;
                } else {
                    rows.add(SubscriberLists.row(head.criteriaId(), atRow));
                    seats += Math.min(SubscriberLists.ROW, head.seats());
                    atRow++;
                }
            }
            seat(lists.subscribers(rows));
            list = atList;
            row = atRow;
        }
        while (list >= job.criteria().size() && more() && seats < SEATS) {
            String earlier = job.earlier().get(list - job.criteria().size());
            if (row >= jobs.recall(earlier).map(FanOutJob::slices).orElse(0)) {
                list++;
                row = 0;
            } else {
                List<String> told = slices.people(earlier, row);
                seat(told);
                seats += told.size();
                row++;
            }
        }
    }

    private void seat(List<String> subscribers) {
        for (String each : subscribers) {
            int slice = Place.number(each, job.slices());
            StringBuilder some = people[slice];
            if (some == null) {
                people[slice] = some = new StringBuilder();
            }
            some.append(each).append('\n');
        }
    }

    private void store() {
        Map<Integer, List<String>> next = new TreeMap<>();
        for (int slice = stored; slice < job.slices() && next.size() < STORED; slice++) {
            next.put(slice, seated(slice));
        }
        asKept &= slices.keep(job.id(), next);
        stored += next.size();
    }

    private List<String> seated(int slice) {
        StringBuilder some = people[slice];
        return some == null ? List.of() : some.toString().lines().distinct().toList();
    }
}
