package org.practicehub.bench;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;

import org.bson.Document;

import java.time.Duration;

/** What the store says of a fan-out job: neither the product nor its mails are asked. */
final class StoredJob {

    /** Asking costs the store something as well. */
    static final Duration STEP = Duration.ofMillis(250);

    private final Crowd crowd;
    private final String id;
    private int slices;
    private int checked;

    StoredJob(Crowd crowd, String id) {
        this.crowd = crowd;
        this.id = id;
    }

    int slices() {
        return slices;
    }

    /** Whether all is planned and the people of every slice stand in the ledger. */
    boolean entered() {
        Document job =
                crowd.store()
                        .getCollection("jobs")
                        .find(Filters.eq("_id", id))
                        .projection(Projections.include("planned", "slices"))
                        .first();
        if (job == null || !job.getBoolean("planned", false)) {
            return false;
        }
        slices = job.getInteger("slices", 0);
        while (checked < slices && isEntered(checked)) {
            checked++;
        }
        return checked == slices;
    }

    /** Returns when it is entered, or after the longest time. */
    void awaitEntered(Duration longest) throws InterruptedException {
        Arrivals.await(this::entered, STEP, longest);
    }

    private boolean isEntered(int slice) {
        Document found =
                crowd.store()
                        .getCollection("slices")
                        .find(Filters.eq("_id", id + "/" + slice))
                        .projection(Projections.include("entered"))
                        .first();
        return found != null && found.getBoolean("entered", false);
    }
}
