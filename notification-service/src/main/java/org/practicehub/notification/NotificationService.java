package org.practicehub.notification;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;

import java.util.Map;

/** Subscriptions and what is told to them. */
@SpringBootApplication(
        exclude = {ThymeleafAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@ConfigurationPropertiesScan
public class NotificationService {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The service as it starts alone and within the launcher. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(NotificationService.class);
        application.setDefaultProperties(
                Map.of(
                        "spring.config.name",
                        "notification-service",
                        "spring.main.banner-mode",
                        "off"));
        return application;
    }
}
