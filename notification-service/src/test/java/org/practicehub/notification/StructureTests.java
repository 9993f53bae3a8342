package org.practicehub.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.core.ApplicationModules;

class StructureTests {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.practicehub.notification");

    @Test
    void modulesKeepToThemselves() {
        ApplicationModules.of(NotificationService.class).verify();
    }

    @Test
    void onlyOneJacksonIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind..")
                .check(CLASSES);
    }

    @Test
    void nothingIsInjectedIntoFieldsOrByExpressions() {
        noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .check(CLASSES);
        noClasses().should().dependOnClassesThat().areAssignableTo(Value.class).check(CLASSES);
    }

    @Test
    void noOtherServiceIsReachedInto() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.practicehub.submission..",
                        "org.practicehub.tagging..",
                        "org.practicehub.catalogue..",
                        "org.practicehub.gateway..",
                        "org.practicehub.local..")
                .check(CLASSES);
    }
}
