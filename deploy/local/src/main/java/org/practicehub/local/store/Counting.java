package org.practicehub.local.store;

import de.bwaldvogel.mongo.bson.Document;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The pipeline by which drivers count what meets a filter; the server would decode all of that. */
record Counting(Document filter, int skip, int limit) {

    private static final Document GROUP =
            new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1)));

    /** Absent when a pipeline is another. */
    static @Nullable Counting of(Document aggregate) {
        if (!(aggregate.get("pipeline") instanceof List<?> pipeline)
                || !new Document().equals(aggregate.get("cursor"))
                || pipeline.size() < 2
                || !GROUP.equals(pipeline.getLast())) {
            return null;
        }
        var stages = new ArrayList<Object>(pipeline.subList(0, pipeline.size() - 1));
        int limit = number("$limit", stages);
        int skip = number("$skip", stages);
        return stages.size() == 1
                        && stages.getFirst() instanceof Document match
                        && match.size() == 1
                        && match.get("$match") instanceof Document filter
                ? new Counting(filter, skip, limit)
                : null;
    }

    /** Takes the last stage off where it is this one. */
    private static int number(String stage, List<Object> stages) {
        if (!stages.isEmpty()
                && stages.getLast() instanceof Document last
                && last.size() == 1
                && last.get(stage) instanceof Integer number
                && number > 0) {
            stages.removeLast();
            return number;
        }
        return 0;
    }

    /** What the pipeline ends in: nothing at all where there is nothing to count. */
    List<Document> outcome(int count) {
        return count == 0 ? List.of() : List.of(new Document("_id", 1).append("n", count));
    }
}
