package org.practicehub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.handler.AbstractHandlerMethodMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every route of the service, as the handlers declare them, against every kind of visitor. */
class DoorsTests {

    /** Who may enter. A route that is not named here fails {@link #everyRouteHasAnExpectation}. */
    private static final Map<String, Door> EXPECTED = new TreeMap<>();

    enum Door {
        EVERYBODY,
        ADMINISTRATORS
    }

    static {
        for (String path :
                new String[] {
                    "/api/v1/practices",
                    "/api/v1/practices/{id}",
                    "/api/v1/practices/suggestions",
                    "/api/v1/practices/{id}/explanation",
                    "/api/v1/practices/{id}/related",
                    "/api/v1/practices/corrections",
                    "/api/v1/practices/relaxations",
                    "/api/v1/subjects",
                    "/api/v1/subjects/{name}",
                    "/api/v1/statistics/countries-goals-years",
                    "/api/v1/statistics/topics-years",
                    "/api/v1/statistics/gaps",
                    "/api/v1/exports/practices.csv",
                    "/api/v1/exports/practices.jsonl",
                    "/api/v1/exports/practices.jsonld",
                    "/api/v1/exports/practices.xlsx",
                    "/api/v1/exports/practices.bundle",
                    "/api/v1/exports/practices.bundle.key",
                    "/feeds/practices.atom",
                    "/feeds/practices.rss",
                    "/feeds/practices.json",
                    "/feeds/sitemap-{file:[0-9]{1,4}}.xml",
                    "/oai",
                    "/openapi",
                    "/openapi.yaml",
                    "/sitemap.xml",
                    "/robots.txt",
                    "/opensearch.xml"
                }) {
            EXPECTED.put("GET " + path, Door.EVERYBODY);
        }
        EXPECTED.put("POST /oai", Door.EVERYBODY);
        EXPECTED.put("POST /api/v1/bundles", Door.ADMINISTRATORS);
        EXPECTED.put("GET /api/v1/projections", Door.ADMINISTRATORS);
        EXPECTED.put("GET /api/v1/projections/{name}", Door.ADMINISTRATORS);
        for (String step :
                new String[] {"rebuild", "comparison", "reconciliation", "switch", "rollback"}) {
            EXPECTED.put("POST /api/v1/projections/{name}/" + step, Door.ADMINISTRATORS);
        }
        EXPECTED.put("DELETE /api/v1/projections/{name}/candidate", Door.ADMINISTRATORS);
        EXPECTED.put("DELETE /api/v1/projections/{name}/previous", Door.ADMINISTRATORS);
    }

    @TempDir static Path folder;

    static TestMongo mongo;
    static TestIssuer issuer;
    static TestCatalogue catalogue;

    @BeforeAll
    static void open() throws Exception {
        mongo = new TestMongo();
        issuer = new TestIssuer();
        // No broker: who may enter does not depend on what there is to see.
        catalogue =
                TestCatalogue.start(
                        "127.0.0.1:" + TestBroker.freePort(),
                        mongo.uri(),
                        folder,
                        issuer.arguments());
    }

    @AfterAll
    static void close() {
        catalogue.close();
        issuer.close();
        mongo.close();
    }

    @Test
    void everyRouteHasAnExpectation() {
        assertThat(routes()).isEqualTo(EXPECTED.keySet());
    }

    @Test
    void whatIsPublicAsksNobodyAndMindsNoToken() {
        Map<String, String> visitors = visitors();
        EXPECTED.forEach(
                (route, door) -> {
                    if (door == Door.EVERYBODY) {
                        visitors.forEach(
                                (who, token) ->
                                        assertThat(status(route, token))
                                                .as("%s: %s", route, who)
                                                .isNotIn(401, 403));
                    }
                });
    }

    @Test
    void administratorsDoorsOpenForAdministratorsOnly() {
        Map<String, String> visitors = visitors();
        EXPECTED.forEach(
                (route, door) -> {
                    if (door == Door.ADMINISTRATORS) {
                        visitors.forEach(
                                (who, token) ->
                                        assertThat(status(route, token))
                                                .as("%s: %s", route, who)
                                                .satisfies(
                                                        status -> {
                                                            switch (who) {
                                                                case "administrator" ->
                                                                        assertThat(status)
                                                                                .isIn(
                                                                                        200, 404,
                                                                                        415);
                                                                case "contributor",
                                                                        "moderator",
                                                                        "no role" ->
                                                                        assertThat(status)
                                                                                .isEqualTo(403);
                                                                default ->
                                                                        assertThat(status)
                                                                                .isEqualTo(401);
                                                            }
                                                        }));
                    }
                });
    }

    @Test
    void whatDoesNotExistIsClosed() {
        assertThat(catalogue.get("/api/v1/anything").statusCode()).isEqualTo(401);
        assertThat(catalogue.get("/actuator/env").statusCode()).isEqualTo(401);
        assertThat(catalogue.send("DELETE", "/api/v1/practices/x", null).statusCode())
                .isEqualTo(401);
        assertThat(catalogue.get("/api/v1/projections").headers().firstValue("www-authenticate"))
                .contains("Bearer");
    }

    private static Map<String, String> visitors() {
        Map<String, String> visitors = new LinkedHashMap<>();
        visitors.put("no token", null);
        visitors.put("nonsense", "nonsense");
        visitors.put("expired", issuer.expired());
        visitors.put("for another service", issuer.forAnotherService());
        visitors.put("of another issuer", issuer.fromAnotherIssuer());
        visitors.put("without an end", issuer.withoutEnd());
        visitors.put("alg=none", issuer.unsigned());
        visitors.put("by a foreign key", issuer.byAForeignKey());
        visitors.put("alg=HS256 by the public key", issuer.signedWithThePublicKey());
        visitors.put("no role", issuer.token());
        visitors.put("contributor", issuer.token("contributor"));
        visitors.put("moderator", issuer.token("moderator"));
        visitors.put("administrator", issuer.token("administrator", "moderator"));
        return visitors;
    }

    private static int status(String route, String token) {
        String[] parts = route.split(" ");
        String path = parts[1].replace("[0-9]{1,4}", "").replaceAll("\\{[^}]+}", "0");
        return token == null
                ? catalogue.send(parts[0], path, null).statusCode()
                : catalogue
                        .send(parts[0], path, null, "Authorization", "Bearer " + token)
                        .statusCode();
    }

    /** Of all handler mappings but the framework's own: its page for errors, and actuator. */
    private static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (AbstractHandlerMethodMapping<?> mapping : catalogue.handlerMappings()) {
            mapping.getHandlerMethods()
                    .forEach(
                            (info, method) -> {
                                if (!method.getBeanType()
                                        .getName()
                                        .startsWith("org.springframework.boot.")) {
                                    add(routes, (RequestMappingInfo) info);
                                }
                            });
        }
        return routes;
    }

    private static void add(Set<String> routes, RequestMappingInfo info) {
        for (String path : info.getPatternValues()) {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            assertThat(methods).as(path).isNotEmpty();
            methods.forEach(method -> routes.add(method + " " + path));
        }
    }
}
