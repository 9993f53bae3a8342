package org.practicehub.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

import java.util.Map;

/** Starts the gateway; its configuration is {@code gateway.yaml}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Gateway {

    public static void main(String[] args) {
        application().run(args);
    }

    /** For the launcher, which runs all services in one JVM. */
    public static SpringApplication application() {
        var application = new SpringApplication(Gateway.class);
        application.setDefaultProperties(
                Map.of("spring.config.name", "gateway", "spring.main.banner-mode", "off"));
        return application;
    }
}
