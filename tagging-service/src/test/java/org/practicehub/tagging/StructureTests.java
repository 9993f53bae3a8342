package org.practicehub.tagging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.core.ApplicationModules;

@NullMarked
class StructureTests {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.practicehub.tagging");

    @Test
    void packagesDependOnEachOtherWithoutCycles() {
        ApplicationModules.of(TaggingService.class).verify();
    }

    @Test
    void jsonIsReadWithJackson3Only() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind..")
                .check(CLASSES);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields().should().beAnnotatedWith(Autowired.class).check(CLASSES);
        noFields().should().beAnnotatedWith(Value.class).check(CLASSES);
    }

    @Test
    void noOtherServiceIsKnownHere() {
        noClasses()
                .that()
                .resideInAPackage("org.practicehub.tagging..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.practicehub.submission..",
                        "org.practicehub.catalogue..",
                        "org.practicehub.notification..",
                        "org.practicehub.gateway..")
                .check(CLASSES);
    }
}
