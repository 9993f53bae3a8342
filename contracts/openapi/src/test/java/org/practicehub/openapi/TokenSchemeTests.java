package org.practicehub.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityScheme;

import org.junit.jupiter.api.Test;

class TokenSchemeTests {

    @Test
    void aTokenIsABearerToken() {
        OpenAPI api = new OpenAPI();
        new TokenScheme().customise(api);

        SecurityScheme token = api.getComponents().getSecuritySchemes().get("token");
        assertThat(token.getType()).isEqualTo(SecurityScheme.Type.HTTP);
        assertThat(token.getScheme()).isEqualTo("bearer");
        assertThat(token.getBearerFormat()).isEqualTo("JWT");
    }
}
