package org.practicehub.submission.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.submission.practice.SubmissionFixture.ADA;
import static org.practicehub.submission.practice.SubmissionFixture.MONA;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aDraft;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmission;
import static org.practicehub.submission.practice.SubmissionFixture.anId;
import static org.practicehub.submission.practice.SubmissionFixture.answer;
import static org.practicehub.submission.practice.SubmissionFixture.content;
import static org.practicehub.submission.practice.SubmissionFixture.machineTag;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** What every store of submissions has to do. */
abstract class SubmissionsKit {

    private MongoClient client;
    private Submissions submissions;
    private Submissions otherInstance;

    abstract String uri();

    @BeforeEach
    void open() {
        client = MongoClients.create(uri());
        MongoTemplate mongo =
                new MongoTemplate(client, "kit_" + UUID.randomUUID().toString().replace("-", ""));
        submissions = new Submissions(mongo, new Instance("one"));
        otherInstance = new Submissions(mongo, new Instance("two"));
        submissions.prepare();
        submissions.prepare();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void everythingComesBackAsItWasKept() {
        Submission kept =
                aSubmission().tagged().claimedBy(MONA).approved().revisedTo("Second").now();
        kept.tagged(answer(kept, 3, machineTag("sdg", "8")), NOW);
        kept.claim(MONA, SubmissionFixture.FOUR_HOURS, NOW);
        kept.decideTags(
                MONA,
                List.of(new TagDecision(TagDecision.Action.REMOVED, "sdg", "8", null, "Mona", NOW)),
                NOW);
        kept.requestChanges(MONA, "Please", List.of(new Comment("/title", "too long")), NOW);
        submissions.insert(kept);

        Submission found = submissions.find(kept.id()).orElseThrow();

        assertThat(found).usingRecursiveComparison().isEqualTo(kept);
    }

    @Test
    void aDraftComesBackToo() {
        Submission draft = aDraft().now();
        submissions.insert(draft);

        assertThat(submissions.find(draft.id()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(draft);
    }

    @Test
    void anUnknownIdFindsNothing() {
        assertThat(submissions.find(anId())).isEmpty();
    }

    @Test
    void aCreationKeyCreatesOnce() {
        Creation creation = Creation.repeatable(ADA, "key-1", "digest");
        Submission first = Submission.handedIn(anId(), creation, ADA, content("First"), NOW);
        Submission second = Submission.handedIn(anId(), creation, ADA, content("Second"), NOW);

        assertThat(submissions.insert(first)).isInstanceOf(Submissions.Insertion.Inserted.class);
        assertThat(submissions.insert(second))
                .isInstanceOfSatisfying(
                        Submissions.Insertion.Repeated.class,
                        repeated -> assertThat(repeated.first().id()).isEqualTo(first.id()));
        assertThat(submissions.find(second.id())).isEmpty();
    }

    @Test
    void ofManyCreationsTheRepeatedOnesComeBack() {
        Creation creation = Creation.imported(ADA, "external-1");
        submissions.insert(Submission.handedIn(anId(), creation, ADA, content("First"), NOW));
        Submission repeated = Submission.handedIn(anId(), creation, ADA, content("Again"), NOW);
        Submission fresh = aSubmission().now();

        assertThat(submissions.insertAll(List.of(repeated, fresh))).containsExactly(repeated);

        assertThat(submissions.find(fresh.id())).isPresent();
        assertThat(submissions.find(repeated.id())).isEmpty();
    }

    @Test
    void ofTwoChangesToTheSameStateOneWins() {
        Submission submission = aSubmission().now();
        submissions.insert(submission);
        Submission one = submissions.find(submission.id()).orElseThrow();
        Submission other = otherInstance.find(submission.id()).orElseThrow();
        one.revise(content("One"), NOW);
        other.revise(content("Other"), NOW);

        assertThat(submissions.save(one)).isTrue();
        assertThat(otherInstance.save(other)).isFalse();

        assertThat(submissions.find(submission.id()).orElseThrow().content().title())
                .isEqualTo("One");
    }

    @Test
    void ofAHundredConcurrentChangesNoneIsLost() throws Exception {
        Submission submission = aDraft().now();
        submissions.insert(submission);

        together(
                100,
                number ->
                        () ->
                                submissions.change(
                                        submission.id(),
                                        found -> {
                                            found.revise(content("Save " + number), NOW);
                                            return true;
                                        }));

        Submission found = submissions.find(submission.id()).orElseThrow();
        assertThat(found.edit()).isEqualTo(101);
        assertThat(found.version()).isEqualTo(101);
    }

    @Test
    void ofAHundredConcurrentCreationsUnderOneKeyOneIsKept() throws Exception {
        Creation creation = Creation.repeatable(ADA, "race", "digest");

        List<Submissions.Insertion> outcomes =
                together(
                        100,
                        number ->
                                () ->
                                        submissions.insert(
                                                Submission.handedIn(
                                                        anId(),
                                                        creation,
                                                        ADA,
                                                        content("Race"),
                                                        NOW)));

        assertThat(outcomes)
                .filteredOn(Submissions.Insertion.Inserted.class::isInstance)
                .hasSize(1);
    }

    @Test
    void changesOfABatchAreAppliedThoughSomebodyElseWasFaster() {
        Submission first = aSubmission().now();
        Submission second = aSubmission().now();
        submissions.insert(first);
        submissions.insert(second);
        otherInstance.change(
                second.id(),
                found -> {
                    found.claim(MONA, SubmissionFixture.FOUR_HOURS, NOW);
                    return true;
                });
        Map<PracticeId, Predicate<Submission>> changes = new HashMap<>();
        for (Submission submission : List.of(first, second)) {
            changes.put(
                    submission.id(),
                    found -> found.tagged(answer(found, 1, machineTag("sdg", "8")), NOW));
        }
        changes.put(anId(), found -> true);

        submissions.changeAll(changes);
        submissions.changeAll(changes);

        assertThat(submissions.find(first.id()).orElseThrow().isTagged()).isTrue();
        Submission claimed = submissions.find(second.id()).orElseThrow();
        assertThat(claimed.isTagged()).isTrue();
        assertThat(claimed.claim()).isPresent();
        assertThat(claimed.edit()).isEqualTo(2);
    }

    @Test
    void removingWhatWasSentIsInvisibleAndGivesWayToOthers() {
        Submission quiet = aSubmission().now();
        Submission busy = aSubmission().now();
        submissions.insert(quiet);
        submissions.insert(busy);
        Submission quietSent = submissions.find(quiet.id()).orElseThrow();
        Submission busySent = submissions.find(busy.id()).orElseThrow();
        quietSent.sent(1);
        busySent.sent(1);
        otherInstance.change(
                busy.id(),
                found -> {
                    found.revise(content("Newer"), NOW);
                    return true;
                });

        assertThat(submissions.removeSent(List.of(quietSent))).isEmpty();
        assertThat(submissions.removeSent(List.of(busySent))).containsExactly(busy.id());

        Submission after = submissions.find(quiet.id()).orElseThrow();
        assertThat(after.pending()).isEmpty();
        assertThat(after.edit()).isEqualTo(1);
        assertThat(after.version()).isEqualTo(2);
        assertThat(submissions.find(busy.id()).orElseThrow().pending()).hasSize(2);
    }

    @Test
    void atTheStartWhatIsOpenIsRead() {
        Submission waiting = aSubmission().told().now();
        Submission closed = aSubmission().approved().told().now();
        Submission closedButNotTold = aSubmission().approved().now();
        Submission draft = aDraft().now();
        submissions.insertAll(List.of(waiting, closed, closedButNotTold, draft));

        List<String> owners = new ArrayList<>();
        Set<PracticeId> open = new java.util.HashSet<>();
        submissions.readAll(
                stored -> owners.add(stored.owner()), submission -> open.add(submission.id()));

        assertThat(open).containsExactlyInAnyOrder(waiting.id(), closedButNotTold.id());
        assertThat(owners).hasSize(4).containsOnly("ada");
    }

    @Test
    void whoMakesSomethingPendingSendsItUntilAnotherTakesOver() {
        Submission submission = aSubmission().now();
        submissions.insert(submission);
        assertThat(submissions.find(submission.id()).orElseThrow().relay()).contains("one");

        otherInstance.change(
                submission.id(),
                found -> {
                    found.revise(content("Newer"), NOW);
                    return true;
                });
        assertThat(submissions.find(submission.id()).orElseThrow().relay()).contains("one");

        List<PracticeId> left = new ArrayList<>();
        otherInstance.readPendingOf("one", found -> left.add(found.id()));
        assertThat(left).containsExactly(submission.id());
        otherInstance.takeOver(submission.id(), "one");
        assertThat(submissions.find(submission.id()).orElseThrow().relay()).contains("two");
    }

    @Test
    void listenersHearOfEveryWrite() {
        List<Long> versions = new ArrayList<>();
        submissions.listen(submission -> versions.add(submission.version()));
        Submission submission = aSubmission().now();

        submissions.insert(submission);
        submissions.change(
                submission.id(),
                found -> {
                    found.claim(MONA, SubmissionFixture.FOUR_HOURS, NOW);
                    return true;
                });
        Submission sent = submissions.find(submission.id()).orElseThrow();
        sent.sent(1);
        submissions.removeSent(List.of(sent));

        assertThat(versions).containsExactly(1L, 2L, 3L);
    }

    private interface Numbered<T> {
        Callable<T> task(int number);
    }

    private static <T> List<T> together(int count, Numbered<T> tasks)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                futures.add(threads.submit(tasks.task(i)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
