package org.practicehub.tagging.web;

import org.practicehub.tagging.tagger.Tagger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one tagger of this process. */
@Configuration(proxyBeanMethods = false)
class Taggers {

    @Bean
    Tagger tagger() {
        return Tagger.load();
    }
}
