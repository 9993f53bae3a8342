package org.practicehub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

class DescriptionTests {

    private final RunningGateway gateway = RunningGateway.INSTANCE;

    @BeforeEach
    void fresh() {
        gateway.reset();
    }

    /** One test, because what was merged is kept for a while. */
    @Test
    void theServicesDescriptionsBecomeOneAndAMissingOneIsNamed() {
        gateway.submission.on(
                "/openapi",
                StubService.json(
                        200,
                        """
                        {"openapi":"3.1.0","paths":{
                          "/api/v1/submissions/{id}":{"get":{"operationId":"get",
                            "parameters":[{"name":"If-None-Match","in":"header"}],"responses":{"200":{
                            "content":{"application/json":{"schema":{"$ref":"#/components/schemas/View"}}}}}}},
                          "/internal/retag":{"post":{"responses":{}}}},
                         "security":[{"own":[]}],
                         "components":{"schemas":{"View":{"properties":{"tag":{"$ref":"#/components/schemas/Tag"}}},"Tag":{}},
                           "securitySchemes":{"own":{}}}}
                        """));
        gateway.catalogue.on(
                "/openapi",
                StubService.json(
                        200,
                        """
                        {"openapi":"3.1.0","paths":{
                          "/api/v1/practices/{id}":{"get":{"operationId":"get","responses":{}}},
                          "/api/v1/submissions/{id}":{"delete":{"responses":{}}}},
                         "components":{"schemas":{"Tag":{"type":"string"}}}}
                        """));

        var answer = gateway.get("/openapi.json", "Origin", "https://else.example");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        var document = JsonMapper.shared().readTree(answer.body());
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.path("paths").propertyNames())
                .containsExactlyInAnyOrder("/api/v1/submissions/{id}", "/api/v1/practices/{id}");
        assertThat(document.at("/paths/~1api~1v1~1submissions~1{id}").propertyNames())
                .containsExactly("get");
        assertThat(
                        document.at(
                                        "/paths/~1api~1v1~1submissions~1{id}/get/responses/200/content/application~1json/schema/$ref")
                                .asString())
                .isEqualTo("#/components/schemas/submission-service.View");
        assertThat(
                        document.at(
                                        "/components/schemas/submission-service.View/properties/tag/$ref")
                                .asString())
                .isEqualTo("#/components/schemas/submission-service.Tag");
        assertThat(document.at("/components/schemas").propertyNames())
                .contains("catalogue-service.Tag", "submission-service.Tag");
        assertThat(
                        document.at("/paths/~1api~1v1~1practices~1{id}/get/responses/4XX/$ref")
                                .asString())
                .isEqualTo("#/components/responses/Problem");
        assertThat(
                        document.at(
                                        "/components/responses/Problem/content/application~1problem+json/schema/$ref")
                                .asString())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(document.at("/components/schemas/Problem/required").toString())
                .contains("type", "title", "status");
        assertThat(document.at("/components/securitySchemes").propertyNames())
                .containsExactly("bearer");
        assertThat(document.at("/paths/~1api~1v1~1submissions~1{id}/get/security").toString())
                .isEqualTo("[{\"bearer\":[]}]");
        assertThat(document.at("/paths/~1api~1v1~1practices~1{id}/get/security").toString())
                .isEqualTo("[]");
        assertThat(document.at("/info/description").asString())
                .contains("tagging-service, notification-service");
    }

    @Test
    void theDescriptionCanBeBrowsedOffline() {
        var page = RunningGateway.browser().visit("/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("https://unpkg", "cdn.");
        for (String asset :
                new String[] {
                    "/assets/docs.js",
                    "/assets/hub.css",
                    "/assets/mark.svg",
                    "/assets/swagger-ui/swagger-ui.css",
                    "/assets/swagger-ui/swagger-ui-bundle.js"
                }) {
            var answer = gateway.get(asset);
            assertThat(answer.statusCode()).as(asset).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                    .contains("max-age=3600");
        }
    }
}
