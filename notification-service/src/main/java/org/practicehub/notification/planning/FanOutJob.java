package org.practicehub.notification.planning;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Occasion;
import org.practicehub.events.PracticePublished;

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
 * @param note why it was withdrawn
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
        @Nullable String note,
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
                note,
                toList,
                toRow,
                madeSlices,
                toList >= criteria.size() + earlier.size(),
                owner,
                createdAt);
    }

    static String id(String practiceId, int revision) {
        return practiceId + ":" + revision;
    }

    static String withdrawalId(String practiceId, int revision) {
        return id(practiceId, revision) + ":withdrawn";
    }
}
