package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Walks every route with every kind of caller. */
class DoorsTests {

    private static final Platform PLATFORM = Platform.shared();
    private static final Set<String> OPEN =
            Set.of(
                    "GET /api/v1/topics",
                    "GET /api/v1/topics/{slug}",
                    "GET /api/v1/practices/{id}/revisions",
                    "GET /api/v1/practices/{id}/revisions/{revision}",
                    "GET /api/v1/practices/{id}/revisions/{revision}/changes");
    private static final String SOMEBODY = "00000000-0000-7000-8000-000000000000";

    private static StubTagger tagger;
    private static Platform.Running service;

    /** Which roles may enter, by route. */
    private static final TreeMap<String, Set<String>> ROLES = new TreeMap<>();

    static {
        ROLES.put("POST /api/v1/submissions", Set.of("contributor"));
        ROLES.put("GET /api/v1/submissions", Set.of("contributor"));
        ROLES.put("GET /api/v1/submissions/{id}", Set.of("contributor", "moderator"));
        ROLES.put("PUT /api/v1/submissions/{id}", Set.of("contributor"));
        ROLES.put("POST /api/v1/submissions/{id}/submission", Set.of("contributor"));
        ROLES.put("POST /api/v1/submissions/{id}/withdrawal", Set.of("contributor"));
        for (String queue :
                List.of(
                        "GET /api/v1/review-queue",
                        "GET /api/v1/review-queue/{id}",
                        "GET /api/v1/review-queue/counts",
                        "POST /api/v1/review-queue/{id}/claim",
                        "POST /api/v1/review-queue/{id}/assignment",
                        "POST /api/v1/review-queue/{id}/conflict-of-interest",
                        "POST /api/v1/review-queue/{id}/release",
                        "POST /api/v1/review-queue/{id}/approval",
                        "POST /api/v1/review-queue/{id}/rejection",
                        "POST /api/v1/review-queue/{id}/changes-request",
                        "POST /api/v1/review-queue/{id}/merge",
                        "POST /api/v1/review-queue/{id}/tags",
                        "POST /api/v1/review-queue/{id}/comments",
                        "POST /api/v1/review-queue/{id}/undo",
                        "POST /api/v1/review-queue/decisions")) {
            ROLES.put(queue, Set.of("moderator", "administrator"));
        }
        ROLES.put("GET /api/v1/submissions/{id}/timeline", Set.of("contributor", "moderator"));
        ROLES.put("POST /api/v1/submissions/{id}/comments", Set.of("contributor"));
        ROLES.put("POST /api/v1/submissions/{id}/appeal", Set.of("contributor"));
        ROLES.put("GET /api/v1/submissions/{id}/events", Set.of("contributor", "moderator"));
        ROLES.put("GET /api/v1/submissions/{id}/changes", Set.of("contributor", "moderator"));
        ROLES.put("GET /api/v1/imports", Set.of("contributor"));
        ROLES.put("GET /api/v1/submissions/{id}/audit", Set.of("moderator"));
        ROLES.put("GET /api/v1/submissions/audit", Set.of("administrator"));
        ROLES.put("POST /api/v1/submissions/erasures", Set.of("administrator"));
        ROLES.put("GET /api/v1/submissions/erasures/{id}", Set.of("administrator"));
        for (String retagging :
                List.of(
                        "POST /api/v1/retagging",
                        "GET /api/v1/retagging",
                        "GET /api/v1/retagging/{id}",
                        "POST /api/v1/retagging/{id}/apply",
                        "POST /api/v1/retagging/{id}/stop",
                        "POST /api/v1/retagging/{id}/resume")) {
            ROLES.put(retagging, Set.of("administrator"));
        }
        ROLES.put("POST /api/v1/imports", Set.of("contributor"));
        ROLES.put("GET /api/v1/imports/{id}", Set.of("contributor"));
        ROLES.put("POST /api/v1/topics", Set.of("administrator"));
        ROLES.put("PUT /api/v1/topics/{slug}", Set.of("administrator"));
        ROLES.put("POST /api/v1/topics/{slug}/merge", Set.of("administrator"));
    }

    @BeforeAll
    static void start() {
        tagger = new StubTagger();
        service = PLATFORM.start(Platform.freshDatabase(), tagger.arguments());
    }

    @AfterAll
    static void stop() {
        service.close();
        tagger.close();
    }

    @Test
    void everyRouteIsListedHereAndNoOther() {
        Set<String> listed = new TreeSet<>(OPEN);
        listed.addAll(ROLES.keySet());

        assertThat(new TreeSet<>(routes())).isEqualTo(listed);
    }

    @Test
    void whatBelongsToSomebodyElseIsNotThereOnAnyRoute() {
        String draft =
                service.post(
                                "/api/v1/submissions?draft=true",
                                PLATFORM.contributor(),
                                "{\"title\":\"Mine\",\"summary\":\"s\"}")
                        .id();
        String imported =
                service.importLines(
                                PLATFORM.contributor(),
                                "{\"externalId\":\"doors\",\"title\":\"T\",\"summary\":\"S\"}")
                        .id();
        String stranger = PLATFORM.token("eve", "contributor");
        ROLES.forEach(
                (route, roles) -> {
                    if (route.contains("{id}") && roles.contains("contributor")) {
                        String id = route.contains("/imports/") ? imported : draft;
                        Platform.Answer answer =
                                call(route.replace("{id}", id), stranger, validBody(route));
                        assertThat(answer.status()).as(route).isEqualTo(404);
                    }
                });
    }

    @Test
    void withoutAValidTokenNoRouteOpens() throws Exception {
        List<String> bad =
                new ArrayList<>(
                        List.of(
                                "",
                                "not-a-token",
                                PLATFORM.sign(
                                        PLATFORM.claims(
                                                        "ada",
                                                        "contributor",
                                                        "moderator",
                                                        "administrator")
                                                .expirationTime(
                                                        Date.from(Instant.now().minusSeconds(300)))
                                                .build()),
                                PLATFORM.sign(
                                        PLATFORM.claims(
                                                        "ada",
                                                        "contributor",
                                                        "moderator",
                                                        "administrator")
                                                .expirationTime(null)
                                                .build()),
                                PLATFORM.sign(
                                        PLATFORM.claims(
                                                        "ada",
                                                        "contributor",
                                                        "moderator",
                                                        "administrator")
                                                .audience("catalogue-service")
                                                .build()),
                                PLATFORM.sign(
                                        PLATFORM.claims(
                                                        "ada",
                                                        "contributor",
                                                        "moderator",
                                                        "administrator")
                                                .issuer("http://elsewhere")
                                                .build()),
                                PLATFORM.sign(
                                        PLATFORM.claims(
                                                        "ada",
                                                        "contributor",
                                                        "moderator",
                                                        "administrator")
                                                .subject(null)
                                                .build()),
                                Platform.sign(
                                        PLATFORM.claims(
                                                        "ada",
                                                        "contributor",
                                                        "moderator",
                                                        "administrator")
                                                .build(),
                                        new RSAKeyGenerator(2048).keyID("test").generate()),
                                unsigned()));
        bad.addAll(
                PLATFORM.signedWithThePublicKey(
                        PLATFORM.claims("ada", "contributor", "moderator", "administrator")
                                .build()));
        for (String route : ROLES.keySet()) {
            for (String token : bad) {
                Platform.Answer answer = call(route, token);
                assertThat(answer.status()).as(route + " " + token).isEqualTo(401);
                assertThat(answer.problem()).isEqualTo("unauthenticated");
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            }
        }
    }

    @Test
    void everyRouteOpensToItsRolesOnly() {
        ROLES.forEach(
                (route, roles) -> {
                    for (String role : List.of("contributor", "moderator", "administrator")) {
                        Platform.Answer answer = call(route, PLATFORM.token("zoe", role));
                        boolean may =
                                roles.contains(role)
                                        || (role.equals("administrator")
                                                && roles.contains("moderator"));
                        if (may) {
                            assertThat(answer.status()).as(route + " " + role).isNotIn(401, 403);
                            assertThat(answer.status()).as(route + " " + role).isLessThan(500);
                        } else {
                            assertThat(answer.status()).as(route + " " + role).isEqualTo(403);
                            assertThat(answer.problem()).isEqualTo("forbidden");
                        }
                    }
                });
    }

    @Test
    void anUnknownRoleOpensNothing() {
        ROLES.keySet()
                .forEach(
                        route ->
                                assertThat(call(route, PLATFORM.token("zoe", "owner")).status())
                                        .as(route)
                                        .isEqualTo(403));
    }

    @Test
    void somebodyElsesSubmissionIsNotThere() {
        String id =
                service.post(
                                "/api/v1/submissions?draft=true",
                                PLATFORM.contributor(),
                                "{\"title\":\"Mine\",\"summary\":\"s\"}")
                        .id();
        String stranger = PLATFORM.token("eve", "contributor");
        String path = "/api/v1/submissions/" + id;

        assertThat(service.get(path, stranger).status()).isEqualTo(404);
        assertThat(
                        service.put(
                                        path,
                                        stranger,
                                        "{\"title\":\"Hers\",\"summary\":\"s\"}",
                                        "If-Match",
                                        "\"1\"")
                                .status())
                .isEqualTo(404);
        assertThat(service.post(path + "/submission", stranger, "").status()).isEqualTo(404);
        assertThat(service.post(path + "/withdrawal", stranger, "{\"reason\":\"x\"}").status())
                .isEqualTo(404);
        assertThat(service.get("/api/v1/review-queue/" + id, PLATFORM.moderator()).status())
                .as("a draft is not on the desk")
                .isEqualTo(404);
        assertThat(service.get(path, PLATFORM.contributor()).status()).isEqualTo(200);
    }

    @Test
    void whatNobodyOpenedIsShut() {
        assertThat(service.get("/", "").status()).isEqualTo(401);
        assertThat(service.get("/api/v2/submissions", PLATFORM.administrator()).status())
                .isEqualTo(403);
        assertThat(service.get("/actuator/env", "").status()).isEqualTo(404);
        assertThat(service.get("/error", "").status()).isEqualTo(401);
        assertThat(service.get("/error", PLATFORM.administrator()).status()).isEqualTo(403);
        assertThat(service.get("/actuator/health/readiness", "").status()).isEqualTo(200);
    }

    @Test
    void theInterfaceDescribesItself() {
        Platform.Answer answer = service.get("/openapi", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("openapi").stringValue()).startsWith("3.1");
        assertThat(answer.json().at("/paths").propertyNames())
                .contains("/api/v1/submissions", "/api/v1/review-queue/{id}/approval");
        answer.json()
                .at("/paths")
                .forEach(
                        path ->
                                path.forEach(
                                        operation ->
                                                assertThat(operation.path("summary").isString())
                                                        .as(operation.toString())
                                                        .isTrue()));
    }

    @Test
    void whatWasBeforeAndAfterAChangeMayBeAnyJson() {
        JsonNode difference =
                service.get("/openapi", "")
                        .json()
                        .at("/components/schemas")
                        .valueStream()
                        .map(schema -> schema.path("properties"))
                        .filter(fields -> fields.has("before") && fields.has("edits"))
                        .findFirst()
                        .orElseThrow();

        assertThat(difference.at("/before").has("type")).as(difference.toString()).isFalse();
        assertThat(difference.at("/after").has("$ref")).as(difference.toString()).isFalse();
        assertThat(difference.at("/after").has("type")).as(difference.toString()).isFalse();
    }

    private static String validBody(String route) {
        if (route.startsWith("PUT")) {
            return "{\"title\":\"Hers\",\"summary\":\"s\"}";
        }
        if (route.endsWith("comments")) {
            return "{\"text\":\"x\"}";
        }
        return route.endsWith("withdrawal") || route.endsWith("appeal") ? "{\"reason\":\"x\"}" : "";
    }

    private static Platform.Answer call(String route, String token) {
        return call(route, token, "");
    }

    private static Platform.Answer call(String route, String token, String body) {
        String method = route.substring(0, route.indexOf(' '));
        String path =
                route.substring(route.indexOf(' ') + 1)
                        .replace("{id}", SOMEBODY)
                        .replace("{slug}", "nowhere");
        HttpRequest.Builder request = service.request(path, token);
        if (method.equals("GET")) {
            return service.send(request.GET());
        }
        return service.send(
                request.header(
                                "Content-Type",
                                path.endsWith("imports")
                                        ? "application/x-ndjson"
                                        : "application/json")
                        .header("If-Match", "\"1\"")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /**
     * From the running application: every handler mapping there is, every method and pattern. What
     * the container shows its own errors with is no door: see {@link #whatNobodyOpenedIsShut}.
     */
    private static List<String> routes() {
        return service
                .context
                .getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(
                        entry ->
                                entry.getValue()
                                        .getBeanType()
                                        .getPackageName()
                                        .startsWith("org.practicehub"))
                .filter(entry -> !entry.getKey().getPatternValues().equals(Set.of("/error")))
                .flatMap(entry -> routes(entry.getKey()))
                .toList();
    }

    private static Stream<String> routes(RequestMappingInfo info) {
        assertThat(info.getMethodsCondition().getMethods()).as(info.toString()).isNotEmpty();
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(
                        method ->
                                info.getPatternValues().stream()
                                        .map(pattern -> method + " " + pattern));
    }

    private static String unsigned() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String header = "{\"alg\":\"none\"}";
        String claims =
                PLATFORM.claims("ada", "contributor", "moderator", "administrator")
                        .build()
                        .toString();
        return encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".";
    }
}
