package org.practicehub.local.services;

import org.practicehub.catalogue.CatalogueService;
import org.practicehub.gateway.Gateway;
import org.practicehub.notification.NotificationService;
import org.practicehub.submission.SubmissionService;
import org.practicehub.tagging.TaggingService;
import org.springframework.boot.SpringApplication;

/** The executable parts of the product. */
public enum Service {
    SUBMISSION("submission-service", SubmissionService.class),
    TAGGING("tagging-service", TaggingService.class),
    CATALOGUE("catalogue-service", CatalogueService.class),
    NOTIFICATION("notification-service", NotificationService.class),
    GATEWAY("gateway", Gateway.class);

    private final String name;
    private final Class<?> main;

    Service(String name, Class<?> main) {
        this.name = name;
        this.main = main;
    }

    public String serviceName() {
        return name;
    }

    SpringApplication application() {
        return switch (this) {
            case SUBMISSION -> SubmissionService.application();
            case TAGGING -> TaggingService.application();
            case CATALOGUE -> CatalogueService.application();
            case NOTIFICATION -> NotificationService.application();
            case GATEWAY -> Gateway.application();
        };
    }

    ServiceJar jar() {
        return ServiceJar.of(name, main);
    }
}
