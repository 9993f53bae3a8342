package org.practicehub.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.models.media.Schema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class PresenceTests {

    enum Colour {
        RED,
        GREEN
    }

    record Inner(String name) {}

    record Outer<T>(
            String always,
            @Nullable String sometimes,
            @Nullable Instant moment,
            @Nullable Integer number,
            @Nullable Colour colour,
            @Nullable List<String> list,
            @Nullable Inner inner,
            Inner other,
            int count,
            List<T> items,
            @io.swagger.v3.oas.annotations.media.Schema(requiredMode = RequiredMode.REQUIRED)
                    @Nullable String checkedByHand) {}

    record Holder(Outer<String> outer) {}

    private final Map<String, Schema> models = described();

    @SuppressWarnings("rawtypes")
    private static Map<String, Schema> described() {
        ModelConverters converters = new ModelConverters(true);
        converters.addConverter(new Presence());
        return converters.resolveAsResolvedSchema(new AnnotatedType(Holder.class))
                .referencedSchemas;
    }

    private Schema<?> property(String name) {
        return (Schema<?>) models.get("OuterString").getProperties().get(name);
    }

    @Test
    void whatMayBeNullHasOneTypeMore() {
        assertThat(property("sometimes").getTypes()).containsExactlyInAnyOrder("string", "null");
        assertThat(property("moment").getTypes()).containsExactlyInAnyOrder("string", "null");
        assertThat(property("moment").getFormat()).isEqualTo("date-time");
        assertThat(property("number").getTypes()).containsExactlyInAnyOrder("integer", "null");
        assertThat(property("list").getTypes()).containsExactlyInAnyOrder("array", "null");
    }

    @Test
    void aReferenceThatMayBeNullIsOneOfTwo() {
        assertThat(property("inner").getAnyOf())
                .extracting(Schema::get$ref)
                .containsExactly("#/components/schemas/Inner", null);
        assertThat(property("inner").getAnyOf().get(1).getTypes())
                .isEqualTo(java.util.Set.of("null"));
    }

    @Test
    void aChoiceThatMayBeNullHasNullAmongItsValues() {
        assertThat(property("colour").getTypes()).contains("null");
        assertThat(property("colour").getEnum()).hasSize(3).containsNull();
    }

    @Test
    void whatIsNeitherNullableNorHasADefaultIsRequired() {
        assertThat(models.get("OuterString").getRequired())
                .containsExactlyInAnyOrder("always", "other", "checkedByHand");
        assertThat(property("checkedByHand").getTypes()).containsExactly("string");
    }

    @Test
    void theRestStaysAsItWas() {
        assertThat(property("always").getTypes()).containsExactly("string");
        assertThat(property("other").get$ref()).isEqualTo("#/components/schemas/Inner");
        assertThat(property("items").getTypes()).containsExactly("array");
        assertThat(models.get("Holder").getProperties()).containsOnlyKeys("outer");
    }
}
