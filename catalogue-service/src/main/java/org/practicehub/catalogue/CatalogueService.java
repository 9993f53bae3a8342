package org.practicehub.catalogue;

import org.practicehub.turns.TakingTurns;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

import java.time.Clock;
import java.util.Map;

/** The catalogue as a program of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CatalogueService {

    public static void main(String[] args) {
        application().run(args);
    }

    /** Not yet started, so that a launcher can add what is its own. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(CatalogueService.class);
        application.setDefaultProperties(
                Map.of(
                        "spring.config.name",
                        "catalogue-service",
                        "spring.main.banner-mode",
                        "off"));
        return application;
    }

    @Bean
    TakingTurns takingTurns() {
        return new TakingTurns();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
