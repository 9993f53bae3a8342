package org.practicehub.submission.timeline;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.audit.Steps;
import org.practicehub.submission.practice.HistoryEntry;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.practicehub.submission.web.EntityTag;
import org.practicehub.submission.web.ProblemException;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;

/** Comments are steps like others: in the same trail, under the same seals, erased with them. */
@Component
class Timeline {

    private final Submissions submissions;
    private final Steps steps;
    private final Clock clock;

    Timeline(Submissions submissions, Steps steps, Clock clock) {
        this.submissions = submissions;
        this.steps = steps;
        this.clock = clock;
    }

    /**
     * A submission that the person may see: their own, or what was ever handed in for a moderator.
     *
     * @throws ProblemException 404 otherwise
     */
    Submission find(PracticeId id, Person person, boolean moderator) {
        return submissions
                .find(id)
                .filter(submission -> concerns(submission, person, moderator))
                .orElseThrow(ProblemException::notFound);
    }

    /** Oldest first, those behind the given one. */
    List<HistoryEntry> after(int number, Submission submission) {
        return steps.after(number, submission);
    }

    /**
     * @param seen the state that was commented on; null when it does not matter
     * @throws ProblemException 404 when the person may not see it, 412 when it has changed
     */
    Submission comment(
            PracticeId id, Person by, boolean moderator, @Nullable String seen, String text) {
        return submissions
                .change(
                        id,
                        submission -> {
                            if (!concerns(submission, by, moderator)) {
                                throw ProblemException.notFound();
                            }
                            if (seen != null && !EntityTag.of(submission.edit()).satisfies(seen)) {
                                throw ProblemException.stale();
                            }
                            submission.comment(by, text, clock.instant());
                            return true;
                        })
                .orElseThrow(ProblemException::notFound);
    }

    private static boolean concerns(Submission submission, Person person, boolean moderator) {
        return submission.owner().subject().equals(person.subject())
                || (moderator && submission.submittedAt().isPresent());
    }
}
