package org.practicehub.submission;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

import java.util.Map;

/** Starts the submission service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SubmissionService {

    public static void main(String[] args) {
        application().run(args);
    }

    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(SubmissionService.class);
        application.setDefaultProperties(
                Map.of(
                        "spring.config.name",
                        "submission-service",
                        "spring.main.banner-mode",
                        "off"));
        return application;
    }
}
