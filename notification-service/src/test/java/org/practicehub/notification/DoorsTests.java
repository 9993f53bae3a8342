package org.practicehub.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Walks every route with every kind of caller; a route that is not listed here fails. */
class DoorsTests {

    private static final String PATH = "/api/v1/subscriptions";
    private static final List<String> ALL_ROLES =
            List.of("contributor", "moderator", "administrator", "machine", "owner");
    private static final Set<String> SIGNED_IN =
            Set.of("contributor", "moderator", "administrator");

    /** For everybody; what they carry in body or header is their authority. */
    private static final Set<String> OPEN =
            Set.of(
                    "POST " + PATH,
                    "POST " + PATH + "/confirmation",
                    "POST " + PATH + "/unsubscription",
                    "POST " + PATH + "/preview",
                    "POST " + PATH + "/manage-link",
                    "POST " + PATH + "/manage-session",
                    "GET " + PATH + "/token",
                    "GET " + PATH + "/explanation",
                    "GET " + PATH + "/own",
                    "PUT " + PATH + "/own/{id}",
                    "DELETE " + PATH + "/own/{id}",
                    "DELETE " + PATH + "/own",
                    "GET " + PATH + "/own/data",
                    "POST " + PATH + "/own/erasure");

    private static final TreeMap<String, Set<String>> ROLES = new TreeMap<>();

    static {
        String endpoints = PATH + "/endpoints";
        for (String route :
                List.of(
                        "POST " + endpoints,
                        "GET " + endpoints,
                        "GET " + endpoints + "/{id}",
                        "DELETE " + endpoints + "/{id}",
                        "POST " + endpoints + "/{id}/secret",
                        "POST " + endpoints + "/{id}/activation",
                        "POST " + endpoints + "/{id}/test",
                        "POST " + endpoints + "/{id}/replay",
                        "GET " + endpoints + "/{id}/messages",
                        "POST " + endpoints + "/{id}/subscriptions",
                        "GET " + endpoints + "/{id}/subscriptions",
                        "DELETE " + endpoints + "/{id}/subscriptions/{subscription}")) {
            ROLES.put(route, SIGNED_IN);
        }
        ROLES.put("GET " + PATH + "/accounts/{practiceId}", Set.of("moderator", "administrator"));
        ROLES.put("POST " + PATH + "/bounces", Set.of("machine", "administrator"));
        ROLES.put("POST " + PATH + "/suppressions/lifting", Set.of("administrator"));
        ROLES.put("POST " + PATH + "/people/export", Set.of("administrator"));
        ROLES.put("POST " + PATH + "/people/erasure", Set.of("administrator"));
    }

    private static Hub hub;
    private static Hub.Service service;

    @BeforeAll
    static void start() {
        hub = new Hub();
        service = hub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void everyRouteIsListedHereAndEveryListedRouteIsThere() {
        TreeSet<String> listed = new TreeSet<>(OPEN);
        listed.addAll(ROLES.keySet());
        assertThat(routes()).isEqualTo(listed);
    }

    @Test
    void withoutTheKeysNobodyIsCalledAnImpostor() throws JOSEException {
        String route = ROLES.keySet().iterator().next();
        RSAKey newer = new RSAKeyGenerator(2048).keyID("newer").generate();
        String[] all = ALL_ROLES.toArray(String[]::new);
        String token = Issuer.sign(hub.issuer.claims("ada", all).build(), newer);

        hub.issuer.away(true);
        HttpResponse<String> answer = call(route, token);
        hub.issuer.away(false);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains("urn:practicehub:problem:unavailable");
        assertThat(call(route, token).statusCode()).isEqualTo(401);
    }

    @Test
    void withoutAValidTokenNoRouteWithRolesOpens() {
        String[] all = ALL_ROLES.toArray(String[]::new);
        List<String> bad =
                List.of(
                        "",
                        "not-a-token",
                        hub.issuer.sign(
                                hub.issuer
                                        .claims("ada", all)
                                        .expirationTime(Date.from(Instant.now().minusSeconds(300)))
                                        .build()),
                        hub.issuer.sign(hub.issuer.claims("ada", all).audience("gateway").build()),
                        hub.issuer.sign(
                                hub.issuer.claims("ada", all).issuer("http://elsewhere").build()),
                        hub.issuer.sign(hub.issuer.claims("ada", all).subject(null).build()),
                        Issuer.sign(hub.issuer.claims("ada", all).build(), Issuer.key()),
                        hub.issuer.signedWithThePublicKey(hub.issuer.claims("ada", all).build()),
                        unsigned(all));
        for (String route : ROLES.keySet()) {
            for (String token : bad) {
                HttpResponse<String> answer = call(route, token);
                assertThat(answer.statusCode()).as(route + " " + token).isEqualTo(401);
                assertThat(answer.body()).contains("urn:practicehub:problem:unauthenticated");
                assertThat(answer.headers().firstValue("WWW-Authenticate"))
                        .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
            }
        }
    }

    @Test
    void everyRouteOpensToItsRolesOnly() {
        ROLES.forEach(
                (route, roles) -> {
                    for (String role : ALL_ROLES) {
                        HttpResponse<String> answer = call(route, hub.issuer.token("zoe", role));
                        if (roles.contains(role)) {
                            assertThat(answer.statusCode())
                                    .as(route + " " + role)
                                    .isNotIn(401, 403)
                                    .isLessThan(500);
                        } else {
                            assertThat(answer.statusCode()).as(route + " " + role).isEqualTo(403);
                            assertThat(answer.body()).contains("urn:practicehub:problem:forbidden");
                        }
                    }
                });
    }

    @Test
    void openRoutesAskForWhatTheyNeedAndRevealNothing() {
        for (String route : OPEN) {
            HttpResponse<String> answer = call(route, "");
            assertThat(answer.statusCode()).as(route).isIn(400, 404, 410);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .as(route)
                    .hasValue("application/problem+json");
        }
    }

    @Test
    void whatNobodyOpenedIsShut() {
        String administrator = hub.issuer.token("root", "administrator");
        for (String path :
                List.of(PATH + "/anything", "/api/v1/other", PATH + "/accounts", "/error")) {
            assertThat(service.get(path).statusCode()).as(path).isEqualTo(401);
            assertThat(service.as(administrator, "GET", path, "").statusCode())
                    .as(path)
                    .isIn(403, 404);
        }
        assertThat(service.get("/actuator/env").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> call(String route, String token) {
        String method = route.substring(0, route.indexOf(' '));
        String path =
                route.substring(route.indexOf(' ') + 1)
                        .replaceAll("\\{[a-zA-Z]+}", "00000000-0000-7000-8000-000000000000");
        HttpRequest.Builder request =
                service.request(path).header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        boolean reads = method.equals("GET") || method.equals("DELETE");
        return service.exchange(
                request.method(method, HttpRequest.BodyPublishers.ofString(reads ? "" : "{}")));
    }

    private static TreeSet<String> routes() {
        TreeSet<String> found = new TreeSet<>();
        service.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach(
                        (info, method) -> {
                            if (method.getBeanType().isAnnotationPresent(RestController.class)
                                    && method.getBeanType()
                                            .getPackageName()
                                            .startsWith("org.practicehub")) {
                                found.addAll(routes(info));
                            }
                        });
        return found;
    }

    private static Set<String> routes(RequestMappingInfo info) {
        Set<String> found = new TreeSet<>();
        info.getMethodsCondition()
                .getMethods()
                .forEach(
                        method ->
                                info.getPatternValues()
                                        .forEach(path -> found.add(method + " " + path)));
        return found;
    }

    private static String unsigned(String... roles) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String claims = hub.issuer.claims("ada", roles).build().toString();
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".";
    }
}
