package org.practicehub.notification.planning;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.HubEvent;
import org.practicehub.events.Occasion;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeWithdrawn;

import java.time.Instant;
import java.util.List;

/**
 * Everybody who is to be told of one revision of a practice.
 *
 * @param id practice and revision: planned twice, it is still one job
 * @param practice as it was published: what messages are written from
 * @param criteria the ids of the lists that were met, in the order they are worked off
 * @param earlier jobs whose people are told as well, whatever they subscribe to now: of a
 *     correction or a withdrawal
 * @param withdrawal what took the practice back; absent for other occasions
 * @param list the position in {@code criteria}, and behind it in {@code earlier}, that is next
 * @param row the row of that list, or the slice of that earlier job, that is next
 * @param slices how many slices were made so far
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
        int list,
        int row,
        int slices,
        boolean planned,
        String owner,
        Instant createdAt) {

    public FanOutJob {
        criteria = List.copyOf(criteria);
        earlier = List.copyOf(earlier);
    }

    FanOutJob advanced(int toList, int toRow, int madeSlices) {
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
                toList,
                toRow,
                madeSlices,
                toList >= criteria.size() + earlier.size(),
                owner,
                createdAt);
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
