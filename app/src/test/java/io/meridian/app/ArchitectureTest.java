package io.meridian.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;

/** Holds the directions in which the modules and packages may look. */
class ArchitectureTest {
    private static final JavaClasses MERIDIAN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meridian");

    @Test
    void shouldSeeTheWholeProgram() {
        assertThat(MERIDIAN)
                .extracting(type -> type.getPackageName())
                .contains(
                        "io.meridian.reading",
                        "io.meridian.topology.closing",
                        "io.meridian.connect.detect",
                        "io.meridian.local",
                        "io.meridian.app");
    }

    @Test
    void shouldKeepTheRulesFreeOfKafka() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.meridian.topology.aggregate..",
                        "io.meridian.topology.settings..",
                        "io.meridian.topology.judge..",
                        "io.meridian.topology.window..",
                        "io.meridian.connect.detect..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .because("rules are pure; processors stand on them")
                .check(MERIDIAN);
    }

    @Test
    void shouldLeaveKafkaStreamsToQueriesAndTheLifeCycle() {
        noClasses()
                .that()
                .resideInAPackage("io.meridian.app..")
                .and()
                .resideOutsideOfPackages("io.meridian.app.query..", "io.meridian.app.run..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(KafkaStreams.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.streams.state..")
                .because("HTTP and the command line are thin adapters")
                .check(MERIDIAN);
    }

    @Test
    void shouldKeepHttpInItsPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.meridian.app.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .because("the program is not built around its server")
                .check(MERIDIAN);
    }

    @Test
    void shouldLetEachModuleSeeOnlyWhatItStandsOn() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.meridian.reading..", "io.meridian.avro..", "io.meridian.registry..", "io.meridian.topic..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.meridian.topology..",
                        "io.meridian.app..",
                        "io.meridian.local..",
                        "org.apache.kafka.streams..")
                .because("the contracts stand on nothing of ours")
                .check(MERIDIAN);
        noClasses()
                .that()
                .resideInAPackage("io.meridian.topology..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.meridian.app..", "io.meridian.local..", "io.meridian.connect..")
                .because("the topology stands on the contracts alone; it meets the connectors in config.refresh")
                .check(MERIDIAN);
        noClasses()
                .that()
                .resideInAPackage("io.meridian.connect..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.meridian..").and(resideOutsideOfPackage("io.meridian.connect..")))
                .because("connectors and topology meet in config.refresh")
                .check(MERIDIAN);
        classes()
                .that()
                .resideInAPackage("io.meridian.local..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.meridian.local..", "java..", "org.slf4j..", "org.jspecify..")
                .because("it runs others' programs and needs nothing of ours")
                .check(MERIDIAN);
    }

    @Test
    void shouldTouchKafkasInternalsInTheCommitHookAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.meridian.topology.commit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.streams..internals..")
                .because("one small file is all that a Kafka upgrade can break without a word")
                .check(MERIDIAN);
    }

    @Test
    void shouldHaveNoCirclesBetweenPackages() {
        slices().matching("io.meridian.(**)").should().beFreeOfCycles().check(MERIDIAN);
    }
}
