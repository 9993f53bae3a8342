package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Evidence;
import org.practicehub.events.Kind;
import org.practicehub.events.Origin;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeSubmitted;
import org.practicehub.events.PracticeTagged;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.Tag;
import org.practicehub.events.Topics;
import org.practicehub.submission.practice.Creation;
import org.practicehub.submission.practice.IdGenerator;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A newer tagger's tags are compared, applied, and told to nobody but the readers. */
class RetaggingTests {

    private static final Platform PLATFORM = Platform.shared();
    private static final String RETAGGING = "/api/v1/retagging";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Person ADA = new Person("ada", "Ada", null);
    private static final Person MONA = new Person("mona", "Mona", null);

    private final StubTagger tagger = new StubTagger();
    private final String database = Platform.freshDatabase();
    private Platform.Running service;

    @BeforeEach
    void start() {
        tagger.knows("Morocco", "country:MA", 0.95);
        tagger.knows("equality", "sdg:5", 0.9);
        tagger.knows("equality", "sdg:10", 0.8);
        service = PLATFORM.start(database, tagger.arguments());
    }

    @AfterEach
    void stop() {
        tagger.close();
        service.close();
    }

    @Test
    void aDryRunReportsAndApplyingTellsReadersSilentlyWhatPeopleDecidedStays() {
        String id = aPublishedPractice();
        String seen = own(id).etag();

        JsonNode compared = awaitStatus(begin(), "compared");

        JsonNode report = compared.get("comparison");
        assertThat(compared.get("generation").intValue()).isEqualTo(2);
        assertThat(report.get("due").intValue()).as(report.toString()).isEqualTo(1);
        assertThat(report.get("changed").intValue()).isEqualTo(1);
        assertThat(report.get("from")).isEqualTo(Platform.JSON.readTree("{\"1\":1}"));
        assertThat(report.get("schemes"))
                .isEqualTo(
                        Platform.JSON.readTree(
                                """
                                {"country":{"gained":0,"lost":0,"changed":1},
                                 "sdg":{"gained":1,"lost":1,"changed":0}}
                                """));
        assertThat(report.get("samples"))
                .isEqualTo(
                        Platform.JSON.readTree(
                                """
                                [{"practice":"%s","title":"Equal","gained":["sdg:10"],
                                  "lost":["sdg:8"],
                                  "changed":[{"tag":"country:MA@about","from":0.9,"to":0.95}]}]
                                """
                                        .formatted(id)));
        assertThat(own(id).etag()).as("nothing is changed yet").isEqualTo(seen);
        assertThat(events(id)).hasSize(1);

        String address = RETAGGING + "/" + compared.get("id").stringValue();
        assertThat(post(address + "/apply").status()).isEqualTo(202);
        JsonNode applied = awaitStatus(address, "applied");

        assertThat(applied.at("/application/retagged").intValue()).isEqualTo(1);
        assertThat(applied.at("/application/by").stringValue()).isEqualTo("root of Test");
        await().atMost(SOON).untilAsserted(() -> assertThat(events(id)).hasSize(2));
        PracticePublished before = events(id).getFirst();
        PracticePublished after = events(id).getLast();
        assertThat(after.reason()).isEqualTo(PublicationReason.RETAGGED);
        assertThat(after.revision()).isEqualTo(before.revision());
        assertThat(after.revisedAt()).isEqualTo(before.revisedAt());
        assertThat(after.notifiableRevision()).isEqualTo(before.notifiableRevision());
        assertThat(after.notifiableAt()).isEqualTo(before.notifiableAt());
        assertThat(after.content()).isEqualTo(before.content());
        assertThat(after.tags())
                .extracting(tag -> tag.term() + " " + tag.origin().wire() + " " + tag.generation())
                .containsExactly(
                        "country:SN contributor null",
                        "gcm:23 moderator null",
                        "country:MA machine 2",
                        "sdg:10 machine 2");
        assertThat(
                        service.get("/api/v1/practices/" + id + "/revisions", "")
                                .json()
                                .get("total")
                                .intValue())
                .isEqualTo(1);
        assertThat(own(id).etag()).isNotEqualTo(seen);

        JsonNode trail =
                service.get("/api/v1/submissions/" + id + "/audit", PLATFORM.administrator())
                        .json();
        assertThat(trail.get("intact").booleanValue()).as(trail.toString()).isTrue();
        JsonNode step = trail.get("steps").get(trail.get("steps").size() - 1);
        assertThat(step.get("action").stringValue()).isEqualTo("retagged");
        assertThat(step.get("by").stringValue()).isEqualTo("root of Test");
        assertThat(step.get("note").stringValue()).isEqualTo("generation 1 to 2");

        JsonNode again = awaitStatus(begin(), "compared").get("comparison");
        assertThat(again.get("due").intValue()).isZero();
        assertThat(again.get("upToDate").intValue()).isEqualTo(1);
        assertThat(tagger.tokens.get()).as("a token is kept while it lasts").isEqualTo(1);
        assertThat(service.get(RETAGGING, PLATFORM.administrator()).json().get("total").intValue())
                .isEqualTo(2);
        JsonNode page = service.get(RETAGGING + "?limit=1", PLATFORM.administrator()).json();
        assertThat(page.get("items")).hasSize(1);
        JsonNode next =
                service.get(
                                RETAGGING + "?limit=1&after=" + page.get("next").stringValue(),
                                PLATFORM.administrator())
                        .json();
        assertThat(next.at("/items/0/id").stringValue())
                .isEqualTo(compared.get("id").stringValue());
    }

    @Test
    void aRevisionOnTheDeskIsLeftAloneWhileReadersGetTheNewTags() {
        String id = aPublishedPractice();
        service.put(
                "/api/v1/submissions/" + id,
                PLATFORM.contributor(),
                "{\"title\":\"Equal, again\",\"summary\":\"Something else.\"}",
                "If-Match",
                own(id).etag());
        String seen = own(id).etag();

        String address = compared();
        post(address + "/apply");
        awaitStatus(address, "applied");

        await().atMost(SOON).untilAsserted(() -> assertThat(events(id)).hasSize(2));
        assertThat(events(id).getLast().content().title()).isEqualTo("Equal");
        assertThat(events(id).getLast().tags())
                .extracting(Tag::term)
                .containsExactly("country:SN", "gcm:23", "country:MA", "sdg:10");
        assertThat(own(id).etag()).isEqualTo(seen);
        assertThat(own(id).json().at("/tagging/status").stringValue()).isEqualTo("pending");
    }

    @Test
    void aTurnIsStoppedAndResumedAndOneWalksAtATime() {
        somePublished(130);
        tagger.answersOnly(1);
        String address = begin();

        Platform.Answer second = post(RETAGGING);
        assertThat(second.problem()).isEqualTo("retagging-under-way");
        assertThat(post(address + "/apply").problem()).isEqualTo("wrong-state");
        assertThat(post(address + "/resume").problem()).isEqualTo("wrong-state");
        Platform.Answer stopped = post(address + "/stop");
        assertThat(stopped.status()).as(stopped.toString()).isEqualTo(200);
        assertThat(stopped.json().get("status").stringValue()).isEqualTo("stopped");
        tagger.answersAll();
        assertThat(post(address + "/stop").problem()).isEqualTo("wrong-state");

        assertThat(post(address + "/resume").status()).isEqualTo(202);
        JsonNode compared = awaitStatus(address, "compared");
        assertThat(compared.at("/comparison/due").intValue()).isEqualTo(130);
        assertThat(compared.at("/comparison/looked").intValue()).isEqualTo(130);
        assertThat(compared.at("/comparison/of").intValue()).isEqualTo(130);
        assertThat(compared.at("/comparison/schemes/sdg/gained").intValue()).isEqualTo(260);
        assertThat(compared.at("/comparison/samples")).as("five tags").hasSize(3);
    }

    @Test
    void whatACrashCutsShortGoesOnAndNothingIsDoneTwice() {
        List<PracticeId> all = somePublished(130);
        String address = compared();
        tagger.answersOnly(110);
        post(address + "/apply");
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(all)
                                        .filteredOn(id -> steps(id).contains("retagged"))
                                        .hasSizeGreaterThan(105));
        JsonNode cut = service.get(address, PLATFORM.administrator()).json();
        assertThat(cut.at("/application/looked").intValue())
                .as("the second page is not noted yet")
                .isEqualTo(100);

        tagger.away = true;
        service.close();
        tagger.answersAll();
        tagger.away = false;
        service = PLATFORM.start(database, tagger.arguments());

        JsonNode applied = awaitStatus(address, "applied");
        assertThat(applied.at("/application/retagged").intValue()).isEqualTo(130);
        assertThat(applied.at("/application/looked").intValue()).isEqualTo(130);
        assertThat(all)
                .allSatisfy(
                        id ->
                                assertThat(steps(id))
                                        .containsExactly("submitted", "approved", "retagged"));
    }

    @Test
    void aTaggerThatIsAwayIsWaitedForAndOneThatChangesEndsTheTurn() {
        tagger.away = true;
        Platform.Answer early = post(RETAGGING);
        assertThat(early.status()).as(early.toString()).isEqualTo(503);
        assertThat(early.problem()).isEqualTo("unavailable");
        tagger.away = false;

        somePublished(3);
        tagger.answersOnly(1);
        String address = begin();
        tagger.away = true;
        tagger.answersAll();
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(
                                                service.get(address, PLATFORM.administrator())
                                                        .json()
                                                        .get("problem")
                                                        .isString())
                                        .isTrue());
        tagger.away = false;
        assertThat(awaitStatus(address, "compared").get("problem").isNull()).isTrue();

        tagger.generation = 3;
        post(address + "/apply");
        JsonNode outdated = awaitStatus(address, "outdated");
        assertThat(outdated.get("problem").stringValue()).contains("generation 3");
        assertThat(outdated.at("/application/retagged").intValue()).isZero();
        assertThat(post(address + "/resume").problem()).isEqualTo("wrong-state");
        assertThat(awaitStatus(begin(), "compared").at("/comparison/due").intValue()).isEqualTo(3);
    }

    @Test
    void aPracticeThatTheTaggerRefusesStaysAsItIs() {
        published("An unreadable text.");
        published("A text about equality.");

        String address = compared();
        JsonNode report = service.get(address, PLATFORM.administrator()).json();
        assertThat(report.at("/comparison/refused").intValue()).isEqualTo(1);
        assertThat(report.at("/comparison/refusals/0/reason").stringValue()).contains("400");
        post(address + "/apply");
        JsonNode applied = awaitStatus(address, "applied");
        assertThat(applied.at("/application/refused").intValue()).isEqualTo(1);
        assertThat(applied.at("/application/retagged").intValue()).isEqualTo(1);
    }

    @Test
    void badRequestsAreProblems() {
        Platform.Answer field =
                service.post(RETAGGING, PLATFORM.administrator(), "{\"dryRun\":false}");
        assertThat(field.status()).isEqualTo(400);
        assertThat(field.pointers()).containsExactly("/dryRun");
        assertThat(service.post(RETAGGING, PLATFORM.administrator(), "[]").problem())
                .isEqualTo("malformed-body");
        for (String path : List.of("/apply", "/stop", "/resume")) {
            assertThat(post(RETAGGING + "/nowhere" + path).status()).as(path).isEqualTo(404);
        }
        assertThat(service.get(RETAGGING + "/nowhere", PLATFORM.administrator()).status())
                .isEqualTo(404);
        assertThat(service.get(RETAGGING + "?after=x", PLATFORM.administrator()).pointers())
                .containsExactly("after");
        assertThat(service.get(RETAGGING + "?limit=0", PLATFORM.administrator()).status())
                .isEqualTo(400);
    }

    /** Tagged by generation 1 with MA, 5 and 8; 5 was removed and 23 added by the moderator. */
    private String aPublishedPractice() {
        String summary = "A text about equality in Morocco.";
        String id =
                service.post(
                                "/api/v1/submissions",
                                PLATFORM.contributor(),
                                "{\"title\":\"Equal\",\"summary\":\"%s\",\"countries\":[{\"code\":\"SN\"}]}"
                                        .formatted(summary))
                        .id();
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(PLATFORM.events(Topics.PRACTICE_SUBMISSIONS, id))
                                        .isNotEmpty());
        PracticeSubmitted submitted =
                (PracticeSubmitted) PLATFORM.events(Topics.PRACTICE_SUBMISSIONS, id).getFirst();
        PLATFORM.publish(
                Topics.PRACTICE_TAGS,
                new PracticeTagged(
                        id,
                        submitted.sequence(),
                        Instant.now(),
                        1,
                        1,
                        "en",
                        List.of(
                                old("country", "MA", CountryRole.ABOUT, 0.9),
                                old("sdg", "5", null, 0.7),
                                old("sdg", "8", null, 0.6)),
                        List.of()));
        String desk = "/api/v1/review-queue/" + id;
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(
                                                service.get(desk, PLATFORM.moderator())
                                                        .json()
                                                        .at("/tagging/status")
                                                        .stringValue())
                                        .isEqualTo("done"));
        Platform.Answer decided =
                service.post(
                        desk + "/tags",
                        PLATFORM.moderator(),
                        "{\"remove\":[\"sdg:5\"],\"add\":[{\"tag\":\"gcm:23\"}]}",
                        "If-Match",
                        service.get(desk, PLATFORM.moderator()).etag());
        assertThat(decided.status()).as(decided.toString()).isEqualTo(200);
        Platform.Answer approved =
                service.post(
                        desk + "/approval", PLATFORM.moderator(), "{}", "If-Match", decided.etag());
        assertThat(approved.status()).as(approved.toString()).isEqualTo(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(events(id)).hasSize(1));
        return id;
    }

    private static Tag old(String scheme, String code, CountryRole role, double confidence) {
        return new Tag(
                scheme,
                code,
                role,
                Origin.MACHINE,
                confidence,
                List.of(new Evidence("summary", 2, 6, "text", "test", null, List.of())),
                1);
    }

    private List<PracticeId> somePublished(int count) {
        List<PracticeId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(published("Number " + i + " about equality."));
        }
        return ids;
    }

    private PracticeId published(String summary) {
        Submissions submissions = service.context.getBean(Submissions.class);
        PracticeId id = service.context.getBean(IdGenerator.class).next();
        Instant now = Instant.now();
        Submission submission =
                Submission.handedIn(
                        id,
                        Creation.once(id),
                        ADA,
                        new Content(
                                "Title",
                                summary,
                                Kind.PRACTICE,
                                "en",
                                null,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of()),
                        now);
        submission.approve(MONA, "", false, true, now);
        submissions.insert(submission);
        return id;
    }

    private List<String> steps(PracticeId id) {
        return service.context.getBean(Submissions.class).find(id).orElseThrow().history().stream()
                .map(step -> step.action())
                .toList();
    }

    private static List<PracticePublished> events(String id) {
        return PLATFORM.events(Topics.PRACTICES, id).stream()
                .map(PracticePublished.class::cast)
                .toList();
    }

    private Platform.Answer own(String id) {
        return service.get("/api/v1/submissions/" + id, PLATFORM.contributor());
    }

    private Platform.Answer post(String path) {
        return service.post(path, PLATFORM.administrator(), "");
    }

    private String begin() {
        Platform.Answer begun = post(RETAGGING);
        assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
        return begun.header("Location");
    }

    private String compared() {
        String address = begin();
        awaitStatus(address, "compared");
        return address;
    }

    private JsonNode awaitStatus(String address, String status) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            Platform.Answer answer = service.get(address, PLATFORM.administrator());
                            assertThat(answer.json().get("status").stringValue())
                                    .as(answer.toString())
                                    .isEqualTo(status);
                        });
        return service.get(address, PLATFORM.administrator()).json();
    }
}
