package org.practicehub.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.parameters.Parameter;

import org.springdoc.core.customizers.OpenApiCustomizer;

import java.math.BigDecimal;

/**
 * Says what the {@code limit} of a list is, which the services read by hand in order to answer one
 * that is none: 1 to 100, and 20 unless said, where its handler says nothing else.
 */
final class PageLimits implements OpenApiCustomizer {

    private static final int MOST = 100;
    private static final int USUAL = 20;

    @Override
    public void customise(OpenAPI api) {
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .filter(operation -> operation.getParameters() != null)
                .flatMap(operation -> operation.getParameters().stream())
                .filter(PageLimits::isUndescribed)
                .forEach(PageLimits::describe);
    }

    private static boolean isUndescribed(Parameter parameter) {
        return "limit".equals(parameter.getName())
                && "query".equals(parameter.getIn())
                && !(parameter.getSchema() instanceof IntegerSchema);
    }

    private static void describe(Parameter limit) {
        IntegerSchema schema = new IntegerSchema();
        schema.setDefault(USUAL);
        limit.setSchema(schema.minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(MOST)));
    }
}
