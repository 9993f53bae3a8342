package org.practicehub.catalogue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class StructureTests {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.practicehub.catalogue");

    @Test
    void theModulesKeepTheirBoundaries() {
        ApplicationModules.of(CatalogueService.class).verify();
    }

    @Test
    void onlyJacksonThreeIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind..")
                .check(CLASSES);
    }

    @Test
    void nothingIsInjectedIntoFieldsOrByValue() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value")
                .check(CLASSES);
    }

    @Test
    void noOtherServiceIsReachedInto() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.practicehub.submission..",
                        "org.practicehub.tagging..",
                        "org.practicehub.notification..",
                        "org.practicehub.gateway..",
                        "org.practicehub.local..")
                .check(CLASSES);
    }

    @Test
    void lucenesTypesStayInTheIndex() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.practicehub.catalogue.index..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.lucene..")
                .check(CLASSES);
    }
}
