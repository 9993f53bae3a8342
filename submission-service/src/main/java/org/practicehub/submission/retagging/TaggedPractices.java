package org.practicehub.submission.retagging;

import org.practicehub.events.PracticePublished;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Publication;
import org.practicehub.submission.practice.Status;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.practicehub.submission.practice.Tagging;
import org.practicehub.submission.revisions.Revisions;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Published practices one by one: what a newer tagger would change of their tags, and does. */
@Component
class TaggedPractices {

    private final Submissions submissions;
    private final Revisions revisions;
    private final Tagger tagger;
    private final Clock clock;

    TaggedPractices(Submissions submissions, Revisions revisions, Tagger tagger, Clock clock) {
        this.submissions = submissions;
        this.revisions = revisions;
        this.tagger = tagger;
        this.clock = clock;
    }

    /** What a look at a practice shows. */
    sealed interface Look {

        /** Readers see tags of this tagger, or a newer one. */
        record UpToDate() implements Look {}

        /**
         * @param generation that tagged it before
         */
        record Due(String practice, String title, int generation, TagChanges changes)
                implements Look {}

        /** The tagging service does not take it. */
        record Refused(String practice, String reason) implements Look {}
    }

    /** What became of a practice. */
    enum Change {
        RETAGGED,
        UP_TO_DATE,
        REFUSED,
        /** It was withdrawn meanwhile. */
        GONE
    }

    /** Those of a page that readers see. */
    List<Submission> published(List<PracticeId> page) {
        return submissions.findAll(page).stream().filter(TaggedPractices::isPublished).toList();
    }

    /**
     * @throws TaggerAway when there is no tagger to ask
     * @throws OtherGeneration when another one answers than was expected
     */
    Look compare(Submission practice, int generation) {
        if (generationOf(practice) >= generation) {
            return new Look.UpToDate();
        }
        String id = practice.id().value();
        Optional<PracticePublished> published = revisions.newest(practice);
        if (published.isEmpty()) {
            return new Look.Refused(id, "What readers see of it is not in the archive.");
        }
        PracticePublished now = published.get();
        return switch (tagger.tag(now.content())) {
            case Tagger.Answer.Refused refused -> new Look.Refused(id, refused.reason());
            case Tagger.Answer.Suggested answer -> {
                require(answer, generation);
                yield new Look.Due(
                        id,
                        now.content().title(),
                        generationOf(practice),
                        TagChanges.between(now.tags(), practice.retagged(now, answer.tags())));
            }
        };
    }

    /**
     * Gives a practice the newer tags; may run again.
     *
     * @throws TaggerAway when there is no tagger to ask
     * @throws OtherGeneration when another one answers than was expected
     */
    Change retag(Submission practice, int generation, Application application) {
        Submission newest = practice;
        while (isPublished(newest)) {
            if (generationOf(newest) >= generation) {
                return newest.isRetaggedSince(application.begunAt())
                        ? Change.RETAGGED
                        : Change.UP_TO_DATE;
            }
            Optional<PracticePublished> published = revisions.newest(newest);
            if (published.isEmpty()) {
                return Change.REFUSED;
            }
            switch (tagger.tag(published.get().content())) {
                case Tagger.Answer.Refused _ -> {
                    return Change.REFUSED;
                }
                case Tagger.Answer.Suggested answer -> {
                    require(answer, generation);
                    if (change(newest.id(), published.get(), answer, application)) {
                        return Change.RETAGGED;
                    }
                }
            }
            Optional<Submission> again = submissions.find(newest.id());
            if (again.isEmpty()) {
                return Change.GONE;
            }
            newest = again.get();
        }
        return Change.GONE;
    }

    /**
     * @return false when readers see something else now than the tagger was asked about
     */
    private boolean change(
            PracticeId id,
            PracticePublished asked,
            Tagger.Answer.Suggested answer,
            Application application) {
        Tagging tagging =
                new Tagging(
                        asked.sequence(),
                        answer.generation(),
                        answer.language(),
                        answer.tags(),
                        answer.notAttempted());
        boolean[] changed = {false};
        submissions.change(
                id,
                submission -> {
                    changed[0] =
                            revisions
                                    .newest(submission)
                                    .filter(now -> now.content().equals(asked.content()))
                                    .filter(
                                            now ->
                                                    submission.retag(
                                                            now,
                                                            tagging,
                                                            application.by(),
                                                            clock.instant()))
                                    .isPresent();
                    return changed[0];
                });
        return changed[0];
    }

    private static void require(Tagger.Answer.Suggested answer, int generation) {
        if (answer.generation() != generation) {
            throw new OtherGeneration(answer.generation());
        }
    }

    private static boolean isPublished(Submission submission) {
        return submission.publication().isPresent() && submission.status() != Status.WITHDRAWN;
    }

    private static int generationOf(Submission submission) {
        return submission.publication().map(Publication::generation).orElse(0);
    }
}
