package org.practicehub.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.core.ApplicationModules;

@AnalyzeClasses(
        packages = "org.practicehub.gateway",
        importOptions = ImportOption.DoNotIncludeTests.class)
class StructureTests {

    @ArchTest
    static final ArchRule thereIsOneJackson =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.fasterxml.jackson.databind..");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields =
            noFields().should().beAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule configurationComesInRecords =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value");

    @ArchTest
    static final ArchRule servicesMeetOverHttpOnly =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.practicehub.submission..",
                            "org.practicehub.tagging..",
                            "org.practicehub.catalogue..",
                            "org.practicehub.notification..",
                            "org.practicehub.events..",
                            "org.practicehub.criteria..");

    @Test
    void roomsAreEnteredByTheirDoorsOnly() {
        ApplicationModules.of(Gateway.class).verify();
    }
}
