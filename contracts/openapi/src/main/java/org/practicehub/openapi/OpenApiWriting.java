package org.practicehub.openapi;

import io.swagger.v3.core.jackson.ModelResolver;

import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What a service gets that has this module on its class path and describes itself. */
@AutoConfiguration(afterName = "org.springdoc.core.configuration.SpringDocConfiguration")
@ConditionalOnBean(ObjectMapperProvider.class)
public class OpenApiWriting {

    /** The first of all converters, because it asks no other: the later stand before it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ModelResolver modelsByOuterNames(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new OuterNames()).openapi31(true);
    }

    @Bean
    Presence presenceInTheDocument() {
        return new Presence();
    }

    @Bean
    PageLimits pageLimitsInTheDocument() {
        return new PageLimits();
    }

    @Bean
    TokenScheme tokensInTheDocument() {
        return new TokenScheme();
    }
}
