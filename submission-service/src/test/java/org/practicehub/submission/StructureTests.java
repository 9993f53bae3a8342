package org.practicehub.submission;

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

    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.practicehub.submission");

    @Test
    void theModulesKeepTheirBoundaries() {
        ApplicationModules.of(SubmissionService.class).verify();
    }

    @Test
    void thereIsOneJackson() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..")
                .check(CODE);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields().should().beAnnotatedWith(Autowired.class).check(CODE);
        noFields().should().beAnnotatedWith(Value.class).check(CODE);
    }

    @Test
    void noOtherServiceIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.practicehub.catalogue..",
                        "org.practicehub.tagging..",
                        "org.practicehub.notification..",
                        "org.practicehub.gateway..",
                        "org.practicehub.local..")
                .check(CODE);
    }

    @Test
    void theAggregateKnowsNoFramework() {
        noClasses()
                .that()
                .haveNameMatching(
                        ".*\\.(likeness\\..*|practice\\.((Kept|Reviewed)?Submission|SubmissionState|Erasure|Seal|HistoryEntry|DecisionPolicy|EffectiveTags|Outgoing))")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "com.mongodb..", "org.bson..")
                .check(CODE);
    }
}
