package org.practicehub.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityScheme;

import org.springdoc.core.customizers.OpenApiCustomizer;

/** Says what operations mean that ask for the security scheme {@code token}. */
final class TokenScheme implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        api.schemaRequirement(
                "token",
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT"));
    }
}
