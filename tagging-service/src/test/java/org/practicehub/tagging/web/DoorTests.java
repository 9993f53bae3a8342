package org.practicehub.tagging.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.practicehub.tagging.evidence.Generation;
import org.practicehub.tagging.vocabularies.Vocabulary;
import org.practicehub.tagging.web.RunningTagger.Answer;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the service answers over HTTP. */
@NullMarked
class DoorTests {

    private static @Nullable RunningTagger running;

    @BeforeAll
    static void start() throws Exception {
        running = new RunningTagger();
    }

    @AfterAll
    static void stop() {
        service().close();
    }

    private static RunningTagger service() {
        return Objects.requireNonNull(running);
    }

    @Test
    void aPreviewTellsTagsWithEvidenceLanguageAndWhatWasNotAttempted() {
        Answer answer =
                service()
                        .preview(
                                """
                                {"title":"Santé des migrants au Maroc",
                                 "summary":"Les migrants ont accès aux soins. ODD 3."}
                                """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("language").asString()).isEqualTo("fr");
        assertThat(answer.body().get("generation").asInt()).isEqualTo(Generation.CURRENT);
        assertThat(answer.body().get("notAttempted").toString()).contains("goals:model");
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : answer.body().get("tags")) {
            tags.add(tag.get("scheme").asString() + ":" + tag.get("code").asString());
            assertThat(tag.get("origin").asString()).isEqualTo("machine");
            assertThat(tag.get("evidence").size()).isPositive();
        }
        assertThat(tags).contains("country:MA", "sdg:3");
    }

    @Test
    void everyFieldOfASubmissionMayBeSentAndNoneMust() {
        String whole =
                """
                {"title":"T","summary":"S","kind":"practice","language":"en",
                 "period":{"from":"2020","to":"2021"},"submitter":"Ada","source":"page",
                 "topics":["objective-23"],"countries":[{"code":"MA","role":"about"}],
                 "organisations":[{"name":"Swiss Agency","role":"funder","country":"CH"}],
                 "goals":["sdg:8"],"contacts":[],"quotations":[],"resources":[],"images":[],
                 "relations":[]}
                """;

        assertThat(service().preview(whole).status()).isEqualTo(200);
        assertThat(service().preview(whole).body().toString())
                .contains("organisations/0/name")
                .contains("citation:topic");
        assertThat(service().preview("{}").status()).isEqualTo(200);
        assertThat(service().preview("{}").body().get("tags").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no json | 400 | malformed-body | ''",
                "'' | 400 | malformed-body | ''",
                "[] | 400 | malformed-body | ''",
                "{\"title\":{}} | 400 | validation-failed | /title",
                "{\"titel\":\"T\"} | 400 | validation-failed | /titel",
                "{\"topics\":[null]} | 400 | validation-failed | /topics/0",
                "{\"organisations\":[null]} | 400 | validation-failed | /organisations/0",
                "{\"countries\":[{\"code\":\"MA\",\"role\":\"x\"}]} | 400 | validation-failed |"
                        + " /countries/0/role",
                "{\"kind\":\"novel\"} | 400 | validation-failed | /kind",
                "{\"title\":\"a\\u0000b\"} | 400 | validation-failed | /title",
                "{\"summary\":\"a\\ud83d\"} | 400 | validation-failed | /summary",
                "{\"title\":\"T\"} {} | 400 | malformed-body | ''",
            })
    void whatCannotBeReadIsRefusedWithItsPlace(
            String body, int status, String problem, String pointer) {
        Answer answer = service().preview(body);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.pointer()).isEqualTo(pointer);
        assertThat(answer.body().toString()).doesNotContain("org.practicehub", "jackson");
    }

    @Test
    void textsHaveLimits() {
        assertThat(service().preview(text("title", 300)).status()).isEqualTo(200);
        assertThat(service().preview(text("title", 301)).pointer()).isEqualTo("/title");
        assertThat(service().preview(text("summary", 100_000)).status()).isEqualTo(200);
        assertThat(service().preview(text("summary", 100_001)).pointer()).isEqualTo("/summary");
        Answer large = service().preview(text("summary", 1_100_000));
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.problem()).isEqualTo("too-large");
        Answer deep = service().preview("{\"topics\":" + "[".repeat(5_000));
        assertThat(deep.status()).isEqualTo(400);
    }

    private static String text(String field, int length) {
        return "{\"" + field + "\":\"" + "a".repeat(length) + "\"}";
    }

    @Test
    void previewsAreForRolesVocabulariesForEverybodyAndTheRestForNobody() {
        assertThat(service().preview("{}", null).status()).isEqualTo(401);
        assertThat(service().preview("{}", null).header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(service().preview("{}", "nonsense").problem()).isEqualTo("unauthenticated");
        String elsewhere = service().token("catalogue-service", "contributor");
        assertThat(service().preview("{}", elsewhere).status()).isEqualTo(401);
        String forged = service().signedWithThePublicKey("tagging-service", "administrator");
        assertThat(service().preview("{}", forged).status()).isEqualTo(401);
        String noRole = service().token("tagging-service", "reader");
        assertThat(service().preview("{}", noRole).problem()).isEqualTo("forbidden");
        for (String role : List.of("contributor", "moderator", "administrator")) {
            String token = service().token("tagging-service", role);
            assertThat(service().preview("{}", token).status()).as(role).isEqualTo(200);
        }
        assertThat(service().get("/api/v1/vocabularies/sdgs").status()).isEqualTo(200);
        assertThat(service().get("/api/v1/elsewhere").status()).isEqualTo(401);
    }

    @Test
    void methodsTypesAndParametersThatAreNotServedAreToldApart() {
        String token = service().token("tagging-service", "moderator");

        Answer method =
                service()
                        .send(
                                service()
                                        .request("/api/v1/tags/preview")
                                        .header("Authorization", "Bearer " + token)
                                        .GET());
        Answer type =
                service()
                        .send(
                                service()
                                        .request("/api/v1/tags/preview")
                                        .header("Authorization", "Bearer " + token)
                                        .header("Content-Type", "text/plain")
                                        .POST(HttpRequest.BodyPublishers.ofString("T")));

        assertThat(method.status()).isEqualTo(405);
        assertThat(method.problem()).isEqualTo("method-not-allowed");
        assertThat(type.status()).isEqualTo(415);
        assertThat(type.problem()).isEqualTo("unsupported-media-type");
        Answer parameter = service().get("/api/v1/vocabularies/sdgs?limit=5");
        assertThat(parameter.status()).isEqualTo(400);
        assertThat(parameter.problem()).isEqualTo("unknown-parameter");
        Answer unknown = service().get("/api/v1/vocabularies/planets");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.problem()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "countries,country,250",
        "groups,group,54",
        "sdgs,sdg,17",
        "gcm,gcm,23",
        "topics,topic,3"
    })
    void everyVocabularyHasLabelsInFourLanguages(String name, String scheme, int count) {
        Answer answer = service().get("/api/v1/vocabularies/" + name);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("max-age=3600");
        assertThat(answer.body().get("scheme").asString()).isEqualTo(scheme);
        assertThat(answer.body().get("source").asString()).isNotBlank();
        assertThat(answer.body().get("total").asInt()).isEqualTo(count);
        assertThat(answer.body().get("items").size()).isEqualTo(count);
        for (JsonNode concept : answer.body().get("items")) {
            assertThat(concept.get("code").asString()).isNotBlank();
            for (String language : Vocabulary.LANGUAGES) {
                assertThat(concept.get("labels").get(language).asString()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/openapi"})
    void healthAndContractAreOpen(String path) {
        assertThat(service().get(path).status()).isEqualTo(200);
    }
}
