package org.practicehub.submission.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmission;
import static org.practicehub.submission.practice.SubmissionFixture.answer;
import static org.practicehub.submission.practice.SubmissionFixture.machineTag;
import static org.practicehub.submission.practice.SubmissionFixture.written;

import org.junit.jupiter.api.Test;
import org.practicehub.events.Tag;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.SubmissionFixture;

import java.util.List;

class ReviewQueueTests {

    private final ReviewQueue queue = new ReviewQueue();

    @Test
    void whatTheMachineIsLeastSureOfComesFirst() {
        Submission sure = written(aSubmission().now(), 1);
        Submission unsure = written(aSubmission().now(), 1);
        Submission unasked = written(aSubmission().now(), 1);
        List.of(unasked, sure, unsure).forEach(queue::written);
        suggest(sure, 0.95);
        suggest(unsure, 0.4);

        assertThat(ids(queue.after(null, Order.CONFIDENCE, 10, entry -> true)))
                .containsExactly(unsure.id().value(), sure.id().value(), unasked.id().value());
        QueueFilter doubtful =
                QueueFilter.of(
                        new QueueFilter.Asked(
                                null, null, null, null, null, null, null, null, null, "0.5"),
                        NOW);
        assertThat(ids(queue.after(null, Order.OLDEST, 10, doubtful)))
                .containsExactly(unsure.id().value());
        assertThat(queue.count(doubtful)).isEqualTo(1);
        Submission another = written(aSubmission().now(), 1);
        queue.written(another);
        suggest(another, 0.1);
        assertThat(queue.count(doubtful)).isEqualTo(2);
    }

    @Test
    void anItemIsListedOnceWhateverTheOrderOfTheNews() {
        Submission submission = aSubmission().now();
        Submission tagged = submission.copy();
        tagged.tagged(answer(submission, 1, machineTag("sdg", "3")), NOW);
        queue.written(written(tagged, 2));
        queue.written(written(submission, 1));

        assertThat(queue.after(null, Order.CONFIDENCE, 10, entry -> true)).hasSize(1);
        assertThat(queue.after(null, Order.NEWEST, 10, entry -> true))
                .singleElement()
                .satisfies(entry -> assertThat(entry.tagged()).isTrue());
    }

    @Test
    void whatWasClosedDoesNotComeBackWithOldNews() {
        Submission submission = aSubmission().now();
        Submission closed = submission.copy();
        closed.approve(SubmissionFixture.MONA, "", false, true, NOW);
        queue.written(written(closed, 2));
        queue.written(written(submission, 1));

        assertThat(queue.size()).isZero();
        assertThat(queue.position(submission.id())).isEmpty();
    }

    @Test
    void aPlaceIsCountedAmongThoseThatWait() {
        Submission first = written(aSubmission().now(), 1);
        Submission asked = written(aSubmission().withChangesRequested().now(), 1);
        List.of(first, asked).forEach(queue::written);

        assertThat(queue.position(first.id())).hasValue(1);
        assertThat(queue.position(asked.id())).isEmpty();
    }

    private void suggest(Submission submission, double confidence) {
        Tag tag = machineTag("sdg", "3");
        Submission tagged = submission.copy();
        tagged.tagged(
                answer(
                        submission,
                        1,
                        new Tag(
                                tag.scheme(),
                                tag.code(),
                                null,
                                tag.origin(),
                                confidence,
                                List.of(),
                                1)),
                NOW);
        queue.written(written(tagged, submission.version() + 1));
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream().map(entry -> entry.id().value()).toList();
    }
}
