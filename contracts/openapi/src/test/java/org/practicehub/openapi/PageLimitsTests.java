package org.practicehub.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;

class PageLimitsTests {

    private static Schema<?> described(String name, Schema<?> schema) {
        OpenAPI api =
                new OpenAPI()
                        .path("/nothing", new PathItem().get(new Operation()))
                        .path(
                                "/list",
                                new PathItem()
                                        .get(
                                                new Operation()
                                                        .addParametersItem(
                                                                new QueryParameter()
                                                                        .name(name)
                                                                        .schema(schema))));
        new PageLimits().customise(api);
        return api.getPaths().get("/list").getGet().getParameters().getFirst().getSchema();
    }

    @Test
    void theLimitOfAListIsANumber() {
        Schema<?> limit = described("limit", new StringSchema());

        assertThat(limit.getType()).isEqualTo("integer");
        assertThat(limit.getMinimum()).isEqualTo(BigDecimal.ONE);
        assertThat(limit.getMaximum()).isEqualTo(BigDecimal.valueOf(100));
        assertThat(limit.getDefault()).isEqualTo(20);
    }

    @Test
    void whatAHandlerSaysItselfIsLeft() {
        Schema<?> own = new IntegerSchema().maximum(BigDecimal.TEN);

        assertThat(described("limit", own)).isSameAs(own);
        Schema<?> other = new StringSchema();
        assertThat(described("after", other)).isSameAs(other);
    }
}
