package org.practicehub.openapi;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** What a service gets that has this module on its class path. */
@AutoConfiguration
public class OpenApiWriting {

    @Bean
    Nullability nullabilityInTheDocument() {
        return new Nullability();
    }
}
