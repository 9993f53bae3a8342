package org.practicehub.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

import java.util.Collections;
import java.util.Set;

class ServiceViewTests {

    private static final String IMPORTS =
            "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

    private final ServiceView view =
            new ServiceView(
                    "some-service",
                    ServiceViewTests.class.getClassLoader(),
                    Set.of("slf4j-api", "spring-boot-jackson"));

    @Test
    void aClassOfTheServicesOwnJarsIsFoundAndShared() throws Exception {
        assertThat(view.loadClass("org.slf4j.Logger")).isSameAs(Logger.class);
        assertThat(view.loadClass("java.util.List")).isSameAs(java.util.List.class);
    }

    @Test
    void aClassOfAnotherServicesJarIsNotFound() {
        assertThatThrownBy(() -> view.loadClass("kafka.server.KafkaRaftServer"))
                .isInstanceOf(ClassNotFoundException.class)
                .hasMessageContaining("some-service");
        assertThatThrownBy(() -> view.loadClass(ServiceViewTests.class.getName()))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void onlyTheServicesOwnAutoConfigurationIsSeen() throws Exception {
        assertThat(Collections.list(view.getResources(IMPORTS)))
                .singleElement()
                .satisfies(url -> assertThat(url.toString()).contains("spring-boot-jackson"));
        assertThat(view.getResource("logback.xml")).isNull();
    }

    @Test
    void theViewsOfAllServicesComeFromTheirExecutableJars() {
        for (var service : Service.values()) {
            assertThat(service.jar().artefacts())
                    .contains(service.serviceName(), "spring-boot", "jspecify")
                    .doesNotContain("local-platform", "kafka_2.13", "mongo-java-server-core");
        }
        assertThat(Service.TAGGING.jar().artefacts()).noneMatch(it -> it.contains("mongo"));
    }

    @Test
    void anArtefactIsKnownWhateverItsVersion() {
        assertThat(ServiceJar.artefact("kafka_2.13-4.2.1.jar")).isEqualTo("kafka_2.13");
        assertThat(ServiceJar.artefact("contracts-events-0.1.0-SNAPSHOT.jar"))
                .isEqualTo("contracts-events");
        assertThat(ServiceJar.artefact("bucket4j_jdk17-core-8.16.1.jar"))
                .isEqualTo("bucket4j_jdk17-core");
    }
}
