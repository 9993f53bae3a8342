package org.practicehub.submission.audit;

import org.practicehub.submission.practice.OwnWork;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The trails of one practice, or of all. */
@Component
class AuditTrails {

    private static final int AT_ONCE = 100;

    private final Submissions submissions;
    private final OwnWork all;
    private final Steps steps;

    AuditTrails(Submissions submissions, OwnWork all, Steps steps) {
        this.submissions = submissions;
        this.all = all;
        this.steps = steps;
    }

    Optional<AuditTrail> find(PracticeId id) {
        return submissions.find(id).map(this::of);
    }

    /** Hands out every trail, a few in memory at a time, in the order of the ids. */
    void each(Consumer<AuditTrail> reader) {
        List<PracticeId> ids = all.after(Optional.empty(), AT_ONCE);
        while (!ids.isEmpty()) {
            submissions.findAll(ids).forEach(submission -> reader.accept(of(submission)));
            ids = all.after(Optional.of(ids.getLast()), AT_ONCE);
        }
    }

    private AuditTrail of(Submission submission) {
        return AuditTrail.of(submission, steps.of(submission));
    }
}
