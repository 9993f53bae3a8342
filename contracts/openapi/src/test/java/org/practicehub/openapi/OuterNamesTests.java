package org.practicehub.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.media.Schema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import java.util.List;
import java.util.Map;

class OuterNamesTests {

    static final class QueueController {
        record Item(String title, @Nullable Claim claim) {}

        record Claim(String by) {}
    }

    static final class ImportReport {
        record Item(long line) {}
    }

    record Page<T>(List<T> items, @Nullable String next) {}

    record Both(Page<QueueController.Item> queue, Page<ImportReport.Item> lines) {}

    @EnableWebMvc
    static class Web {}

    /** As a service has them: what springdoc registers, and in which order, is part of it. */
    @Test
    void nestedClassesOfOneNameAreTwoSchemas() {
        new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                SpringDocConfiguration.class,
                                SpringDocConfigProperties.class,
                                OpenApiWriting.class))
                .withUserConfiguration(Web.class)
                .withPropertyValues("springdoc.api-docs.version=openapi_3_1")
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            ModelConverters converters = new ModelConverters(true);
                            context.getBeanProvider(ModelConverter.class)
                                    .orderedStream()
                                    .forEach(converters::addConverter);
                            Map<String, Schema> models =
                                    converters.resolveAsResolvedSchema(
                                                    new AnnotatedType(Both.class))
                                            .referencedSchemas;
                            assertThat(models)
                                    .containsKeys(
                                            "OuterNamesTestsQueueItem",
                                            "OuterNamesTestsImportReportItem");
                            Schema<?> item = models.get("OuterNamesTestsQueueItem");
                            Schema<?> claim = (Schema<?>) item.getProperties().get("claim");
                            assertThat(claim.getAnyOf()).hasSize(2);
                        });
    }
}
