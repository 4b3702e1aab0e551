package com.tradingsystem.whatsapp.local;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

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
    private static final String[] OWNERS_OF_TABLES = {
        ROOT + "session..",
        ROOT + "contact..",
        ROOT + "message..",
        ROOT + "media..",
        ROOT + "sync..",
        ROOT + "erasure.."
    };
    private static final Set<String> SHORTCUTS =
            Set.of("counter", "gauge", "gaugeCollectionSize", "gaugeMapSize", "summary", "timer");
    private static final String[] OUR_VOCABULARY = {"java..", "org.jspecify.annotations..", ROOT + "identity.."};

    @ArchTest
    static final ArchRule nobody_depends_on_the_local_stack = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "local..");

    @ArchTest
    static final ArchRule metrics_are_built_with_a_description = noClasses()
            .should()
            .callMethodWhere(describe(
                    "it is one of the registry's shortcuts, which take no description",
                    call -> call.getTargetOwner().isEquivalentTo(MeterRegistry.class)
                            && SHORTCUTS.contains(call.getTarget().getName())));

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
            .resideInAnyPackage(OWNERS_OF_TABLES)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "ingest..", ROOT + "persistence..");

    @ArchTest
    static final ArchRule the_archive_does_not_know_the_json_of_waha = noClasses()
            .that()
            .resideInAnyPackage(OWNERS_OF_TABLES)
            .or()
            .resideInAnyPackage(ROOT + "ingest..", ROOT + "persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "waha..");

    @ArchTest
    static final ArchRule nobody_in_the_archive_depends_on_ingest = noClasses()
            .that()
            .resideInAnyPackage(OWNERS_OF_TABLES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "ingest..");

    @ArchTest
    static final ArchRule nobody_in_the_archive_depends_on_the_migrations = noClasses()
            .that()
            .resideInAnyPackage(OWNERS_OF_TABLES)
            .or()
            .resideInAPackage(ROOT + "ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "persistence..");

    @ArchTest
    static final ArchRule what_is_said_of_messages_does_not_see_how_they_are_written_or_read = noClasses()
            .that()
            .resideInAPackage(ROOT + "message.annotation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "message", ROOT + "message.timeline..");

    @ArchTest
    static final ArchRule messages_are_written_without_the_timeline = noClasses()
            .that()
            .resideInAPackage(ROOT + "message")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "message.timeline..");

    @ArchTest
    static final ArchRule the_queue_knows_no_database = noClasses()
            .that()
            .resideInAPackage(ROOT + "ingest.queue..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.springframework..", ROOT + "batch..", ROOT + "ingest");

    /** The two annotations also say how somebody else is asked; see WahaHttp. */
    @ArchTest
    static final ArchRule the_archive_serves_nobody_by_itself = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "gateway..", ROOT + "worker..", ROOT + "local..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "jakarta.servlet..",
                            "org.apache.catalina..",
                            "org.springframework.web.bind..",
                            "org.springframework.web.servlet..",
                            "org.springframework.scheduling.annotation..")
                    .and(not(belongToAnyOf(PathVariable.class, RequestParam.class))));

    @ArchTest
    static final ArchRule the_archive_has_no_main = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages(ROOT + "gateway..", ROOT + "worker..", ROOT + "local..")
            .should()
            .haveFullNameMatching(".*\\.main\\(java\\.lang\\.String\\[]\\)");

    @ArchTest
    static final ArchRule what_happens_on_a_phone_knows_no_waha = classes()
            .that()
            .resideInAPackage(ROOT + "local.phone..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.imageio..", "org.jspecify.annotations..", ROOT + "local.phone..");

    @ArchTest
    static final ArchRule every_package_says_what_may_be_null = classes().should(liveInANullMarkedPackage());

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("com.tradingsystem.whatsapp.(**)").should().beFreeOfCycles();

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package that is marked @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(item, marked, item.getPackageName()));
            }
        };
    }
}
