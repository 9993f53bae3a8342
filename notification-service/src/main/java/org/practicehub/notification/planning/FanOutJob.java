package org.practicehub.notification.planning;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.HubEvent;
import org.practicehub.events.Occasion;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeWithdrawn;
import org.practicehub.notification.ledger.Place;

import java.time.Instant;
import java.util.List;

/**
 * Everybody who is to be told of one revision of a practice.
 *
 * @param id practice and revision: planned twice, it is still one job
 * @param practice as it was published: what messages are written from
 * @param criteria the ids of the lists that were met, in any order
 * @param earlier jobs whose people are told as well, whatever they subscribe to now: of a
 *     correction or a withdrawal
 * @param withdrawal what took the practice back; absent for other occasions
 * @param slices how many slices there are: settled before the first is made, because it says which
 *     one a person is in
 * @param made how many were made so far
 */
public record FanOutJob(
        String id,
        String practiceId,
        int revision,
        Occasion occasion,
        Instant notifiableAt,
        PracticePublished practice,
        List<String> criteria,
        List<String> earlier,
        @Nullable PracticeWithdrawn withdrawal,
        int slices,
        int made,
        boolean planned,
        String owner,
        Instant createdAt) {

    public FanOutJob {
        criteria = List.copyOf(criteria);
        earlier = List.copyOf(earlier);
    }

    /** People in a slice, about: fewer where many have left, or are on several lists. */
    static final int SLICE = 250;

    /**
     * With slices for so many more people than those of the earlier jobs, whose slices are counted
     * already.
     */
    FanOutJob cut(long seats) {
        return with(
                Math.max(1, slices + Math.toIntExact((seats + SLICE - 1) / SLICE)), made, planned);
    }

    FanOutJob advanced() {
        return with(slices, made + 1, made + 1 >= slices);
    }

    private FanOutJob with(int newSlices, int newMade, boolean isPlanned) {
        return new FanOutJob(
                id,
                practiceId,
                revision,
                occasion,
                notifiableAt,
                practice,
                criteria,
                earlier,
                withdrawal,
                newSlices,
                newMade,
                isPlanned,
                owner,
                createdAt);
    }

    /** Where the ledger has what a person is owed by this job. */
    public Place place(String subscriber) {
        return new Place(subscriber, id, occasion, slices);
    }

    /** Why it was withdrawn; absent for other occasions. */
    public @Nullable String note() {
        return withdrawal == null ? null : withdrawal.reason();
    }

    /** What endpoints are told: the event that this job is about. */
    public HubEvent event() {
        return withdrawal == null ? practice : withdrawal;
    }

    static String id(String practiceId, int revision) {
        return practiceId + ":" + revision;
    }

    static String withdrawalId(String practiceId, int revision) {
        return id(practiceId, revision) + ":withdrawn";
    }
}
