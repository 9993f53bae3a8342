package org.practicehub.tagging;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the tagging service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TaggingService {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The service as an application of its own, configured by {@code tagging-service.yaml}. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(TaggingService.class);
        application.setDefaultProperties(
                java.util.Map.of(
                        "spring.config.name", "tagging-service", "spring.main.banner-mode", "off"));
        return application;
    }
}
