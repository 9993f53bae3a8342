package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.text.Normalizer;

class BadInputTests {

    private static final Platform PLATFORM = Platform.shared();
    private static final String SUBMISSIONS = "/api/v1/submissions";
    private static Platform.Running service;

    @BeforeAll
    static void start() {
        service = PLATFORM.start(Platform.freshDatabase());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{\"title\":\"a\",\"title\":\"b\"}",
                "{\"title\":\"a\"} trailing",
                "{'title':'a'}",
                "{\"title\":NaN}"
            })
    void whatIsNoJsonObjectIsMalformed(String body) {
        refused(post(body), 400, "malformed-body");
    }

    @Test
    void deepNestingIsMalformed() {
        refused(
                post("{\"title\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"),
                400,
                "malformed-body");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'summary':'s'}|/title",
                "{'title':'t'}|/summary",
                "{'title':5,'summary':'s'}|/title",
                "{'title':'  ','summary':'s'}|/title",
                "{'title':'\\u200b\\u200d\\u2060','summary':'s'}|/title",
                "{'title':'a\\u0000b','summary':'s'}|/title",
                "{'title':'a\\nb','summary':'s'}|/title",
                "{'title':'a\\ud800b','summary':'s'}|/title",
                "{'title':'t','summary':'\\udc00'}|/summary",
                "{'title':'t','summary':'\\uffff'}|/summary",
                "{'title':'t','summary':'s','kind':'essay'}|/kind",
                "{'title':'t','summary':'s','language':'not a tag'}|/language",
                "{'title':'t','summary':'s','language':'qq'}|/language",
                "{'title':'t','summary':'s','colour':'red'}|/colour",
                "{'title':'t','summary':'s','a/b~c':'red'}|/a~1b~0c",
                "{'title':'t','summary':'s','topics':'skills'}|/topics",
                "{'title':'t','summary':'s','topics':['Not A Slug']}|/topics/0",
                "{'title':'t','summary':'s','countries':[{'code':'XX'}]}|/countries/0/code",
                "{'title':'t','summary':'s','countries':['MA']}|/countries/0",
                "{'title':'t','summary':'s','countries':[{'code':'MA','role':'x'}]}|/countries/0/role",
                "{'title':'t','summary':'s','countries':[{'code':'MA','x':1}]}|/countries/0/x",
                "{'title':'t','summary':'s','goals':['sdg:18']}|/goals/0",
                "{'title':'t','summary':'s','goals':['sdg-target:17.20']}|/goals/0",
                "{'title':'t','summary':'s','goals':['sdg:1','gcm:24']}|/goals/1",
                "{'title':'t','summary':'s','period':{'from':'2020','to':'2019'}}|/period",
                "{'title':'t','summary':'s','period':{'from':'2020-13'}}|/period/from",
                "{'title':'t','summary':'s','source':'javascript:alert(1)'}|/source",
                "{'title':'t','summary':'s','resources':[{'url':'ftp://a/b','title':'r'}]}|/resources/0/url",
                "{'title':'t','summary':'s','resources':[{'url':'https://a/b'}]}|/resources/0/title",
                "{'title':'t','summary':'s','contacts':[{'name':'n','email':'x'}]}|/contacts/0/email",
                "{'title':'t','summary':'s','organisations':[{'role':'funder'}]}|/organisations/0/name",
                "{'title':'t','summary':'s','relations':[{'type':'about','practice':'7'}]}|/relations/0/practice",
                "{'title':'t','summary':'s','relations':[{'type':'near','practice':'00000000-0000-7000-8000-000000000000'}]}|/relations/0/type"
            })
    void whatIsWrongIsPointedAt(String body, String pointer) {
        Platform.Answer answer = post(body.replace('\'', '"'));

        refused(answer, 400, "validation-failed");
        assertThat(answer.pointers()).containsExactly(pointer);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Platform.Answer answer = post("{\"title\":1,\"goals\":[\"sdg:99\"],\"x\":true}");

        assertThat(answer.pointers())
                .containsExactlyInAnyOrder("/title", "/summary", "/goals/0", "/x");
    }

    @Test
    void limitsAreLimits() {
        assertThat(post(json("t".repeat(300), "s".repeat(100_000))).status()).isEqualTo(201);
        refused(post(json("t".repeat(301), "s")), 400, "validation-failed");
        refused(post(json("t", "s".repeat(100_001))), 400, "validation-failed");
    }

    @Test
    void aBodyOfTenMegabytesIsTooLarge() {
        refused(post(json("t", "s".repeat(10_000_000))), 413, "too-large");
    }

    @Test
    void aChunkedBodyIsCounted() {
        byte[] body = json("t", "s".repeat(3_000_000)).getBytes();
        Platform.Answer answer =
                service.send(
                        service.request(SUBMISSIONS, PLATFORM.contributor())
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(body))));

        refused(answer, 413, "too-large");
    }

    @Test
    void fieldsThatTogetherNoEventCanCarryAreTooLarge() {
        String quotation = "{\"text\":\"" + "\u0639".repeat(4_900) + "\"}";
        String body =
                "{\"title\":\"t\",\"summary\":\"s\",\"quotations\":["
                        + quotation
                        + ("," + quotation).repeat(79)
                        + "]}";

        refused(post(body), 413, "too-large");
    }

    @Test
    void markupAndDirectionsAreTextLikeAnyOther() {
        String title = "<script>alert('x')</script> \u202bשלום\u202c a\u200db";
        Platform.Answer answer = post(json(title, "s"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/content/title").stringValue()).isEqualTo(title);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void textIsKeptComposed() {
        String decomposed = "re\u0301fugie\u0301s";

        assertThat(post(json(decomposed, "s")).json().at("/content/title").stringValue())
                .isEqualTo(Normalizer.normalize(decomposed, Normalizer.Form.NFC));
    }

    @Test
    void unknownParametersAndMethodsAndTypesAreRefused() {
        refused(
                service.get(SUBMISSIONS + "?limti=5", PLATFORM.contributor()),
                400,
                "unknown-parameter");
        refused(
                service.get(SUBMISSIONS + "?limit=0", PLATFORM.contributor()),
                400,
                "validation-failed");
        refused(
                service.get(SUBMISSIONS + "?after=nonsense", PLATFORM.contributor()),
                400,
                "validation-failed");
        refused(
                service.send(
                        service.request(SUBMISSIONS, PLATFORM.contributor())
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString("x"))),
                415,
                "unsupported-media-type");
        refused(
                service.send(service.request(SUBMISSIONS + "/x/y/z", PLATFORM.contributor()).GET()),
                404,
                "not-found");
        refused(
                service.send(
                        service.request("/api/v1/review-queue", PLATFORM.moderator()).DELETE()),
                405,
                "method-not-allowed");
    }

    @Test
    void anUnknownIdIsNotFound() {
        for (String id : new String[] {"1", "00000000-0000-7000-8000-000000000000", "%00", "a'b"}) {
            refused(
                    service.get(SUBMISSIONS + "/" + id.replace("'", "%27"), PLATFORM.contributor()),
                    id.equals("%00") ? 400 : 404,
                    null);
        }
    }

    @Test
    void aStaleOrMissingConditionChangesNothing() {
        Platform.Answer created = post(json("t", "s"));
        String path = SUBMISSIONS + "/" + created.id();

        refused(
                service.put(path, PLATFORM.contributor(), json("t2", "s")),
                428,
                "precondition-required");
        refused(
                service.put(path, PLATFORM.contributor(), json("t2", "s"), "If-Match", "\"7\""),
                412,
                "stale");
        assertThat(
                        service.get(path, PLATFORM.contributor())
                                .json()
                                .at("/content/title")
                                .stringValue())
                .isEqualTo("t");
    }

    @Test
    void whatWasSeenAlreadyIsNotSentAgain() {
        Platform.Answer created = post(json("t", "s"));

        Platform.Answer again =
                service.send(
                        service.request(SUBMISSIONS + "/" + created.id(), PLATFORM.contributor())
                                .header("If-None-Match", created.etag())
                                .GET());

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"reason\":\"\"}", "{\"reason\":5}", "{\"because\":\"x\"}"})
    void aWithdrawalNeedsAReason(String body) {
        String id = post(json("t", "s")).id();

        refused(
                service.post(SUBMISSIONS + "/" + id + "/withdrawal", PLATFORM.contributor(), body),
                400,
                "validation-failed");
    }

    private static Platform.Answer post(String body) {
        return service.post(SUBMISSIONS, PLATFORM.contributor(), body);
    }

    private static String json(String title, String summary) {
        return Platform.JSON.writeValueAsString(
                java.util.Map.of("title", title, "summary", summary));
    }

    private static void refused(Platform.Answer answer, int status, String problem) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        if (problem != null) {
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.problem()).isEqualTo(problem);
            assertThat(answer.json().get("status").intValue()).isEqualTo(status);
            assertThat(answer.response().body())
                    .doesNotContain("org.practicehub", "java.", "tools.jackson", "Exception");
        }
    }
}
