package org.practicehub.submission.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;

import org.springdoc.core.customizers.OpenApiCustomizer;

import java.util.List;
import java.util.function.Consumer;

/**
 * What the records of a content do not say of themselves: what may be left out, because what reads
 * it here says what it is then, and what the codes look like.
 */
final class ContentDescription implements OpenApiCustomizer {

    private static final String CONTENT = "Content";
    private static final List<Example> EXAMPLES =
            List.of(
                    new Example(CONTENT, "goals", "sdg-target:10.7"),
                    new Example(CONTENT, "topics", "cities-and-municipalities"),
                    new Example("ContentCountry", "code", "MA"),
                    new Example("ContentOrganisation", "country", "PH"),
                    new Example("ContentResource", "url", "https://example.org/report.pdf"),
                    new Example("Period", "from", "2019"),
                    new Example("Period", "to", "2024-06"));

    private record Example(String schema, String property, String value) {}

    @Override
    public void customise(OpenAPI api) {
        for (Example example : EXAMPLES) {
            describe(
                    api,
                    example.schema(),
                    example.property(),
                    property ->
                            (property.getItems() == null ? property : property.getItems())
                                    .setExample(example.value()));
        }
        describe(api, CONTENT, "kind", property -> property.setDefault("practice"));
        describe(api, CONTENT, "language", property -> property.setDefault("en"));
        Schema<?> content = api.getComponents().getSchemas().get(CONTENT);
        if (content != null) {
            content.setRequired(List.of("title", "summary"));
        }
    }

    private static void describe(
            OpenAPI api, String schema, String name, Consumer<Schema<?>> description) {
        Schema<?> described = api.getComponents().getSchemas().get(schema);
        Schema<?> property = described == null ? null : described.getProperties().get(name);
        if (property != null) {
            description.accept(property);
        }
    }
}
