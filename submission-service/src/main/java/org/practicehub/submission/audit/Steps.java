package org.practicehub.submission.audit;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;

import org.bson.Document;
import org.practicehub.submission.practice.HistoryDocument;
import org.practicehub.submission.practice.HistoryEntry;
import org.practicehub.submission.practice.Outgoing;
import org.practicehub.submission.practice.Submission;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** All steps of a submission: from itself, its outbox, and the archive of old steps. */
@Component
public class Steps {

    private final MongoCollection<Document> archive;

    Steps(MongoTemplate mongo) {
        this.archive = mongo.getCollection("steps");
    }

    /** Oldest first. */
    public List<HistoryEntry> of(Submission submission) {
        return after(0, submission);
    }

    /**
     * Those behind the given one, oldest first.
     *
     * @param number of a step; 0 for all
     */
    public List<HistoryEntry> after(int number, Submission submission) {
        List<HistoryEntry> present = submission.history();
        int first = present.isEmpty() ? 1 : present.getFirst().number();
        TreeMap<Integer, HistoryEntry> steps = new TreeMap<>();
        if (number + 1 < first) {
            List<String> ids =
                    IntStream.range(number + 1, first)
                            .mapToObj(old -> submission.id() + "/" + old)
                            .toList();
            for (Document document : archive.find(Filters.in("_id", ids))) {
                HistoryEntry step = HistoryDocument.read(document);
                steps.put(step.number(), step);
            }
            for (Outgoing outgoing : submission.pending()) {
                if (outgoing instanceof Outgoing.OldStep(long _, HistoryEntry step)) {
                    steps.putIfAbsent(step.number(), step);
                }
            }
        }
        present.forEach(step -> steps.put(step.number(), step));
        return new ArrayList<>(steps.tailMap(number, false).values());
    }
}
