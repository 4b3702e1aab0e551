package com.tradingsystem.whatsapp.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the directions that docs/architecture.md draws, across all modules. */
@AnalyzeClasses(
        packages = "com.tradingsystem.whatsapp",
        importOptions = {ImportOption.DoNotIncludeTests.class, ModuleDirectionsTests.NoTestJars.class})
class ModuleDirectionsTests {

    /** The other modules' tests come as folders or as jars, as far as the build has got. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String ROOT = "com.tradingsystem.whatsapp.";
    private static final String[] OUR_VOCABULARY = {"java..", "org.jspecify.annotations..", ROOT + "identity.."};

    @ArchTest
    static final ArchRule nobody_depends_on_the_model_room = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "local..");

    @ArchTest
    static final ArchRule gateway_does_not_see_the_worker = noClasses()
            .that()
            .resideInAPackage(ROOT + "gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "worker..");

    @ArchTest
    static final ArchRule worker_does_not_see_the_gateway = noClasses()
            .that()
            .resideInAPackage(ROOT + "worker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "gateway..");

    @ArchTest
    static final ArchRule archive_does_not_see_its_services = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "gateway..", ROOT + "worker..", ROOT + "local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "gateway..", ROOT + "worker..", ROOT + "local..");

    @ArchTest
    static final ArchRule identity_is_pure = classes()
            .that()
            .resideInAPackage(ROOT + "identity..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(OUR_VOCABULARY);

    @ArchTest
    static final ArchRule event_is_pure = classes()
            .that()
            .resideInAPackage(ROOT + "event..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations..", ROOT + "identity..", ROOT + "event..");

    @ArchTest
    static final ArchRule waha_meets_the_archive_only_in_event = noClasses()
            .that()
            .resideInAPackage(ROOT + "waha..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "ingest..",
                    ROOT + "message..",
                    ROOT + "contact..",
                    ROOT + "session..",
                    ROOT + "persistence..");

    @ArchTest
    static final ArchRule the_archive_does_not_know_the_json_of_waha = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "ingest..",
                    ROOT + "message..",
                    ROOT + "contact..",
                    ROOT + "session..",
                    ROOT + "persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "waha..");

    @ArchTest
    static final ArchRule nobody_in_the_archive_depends_on_the_road_in = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "message..", ROOT + "contact..", ROOT + "session..", ROOT + "media..", ROOT + "sync..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "ingest..");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("com.tradingsystem.whatsapp.(**)").should().beFreeOfCycles();
}
