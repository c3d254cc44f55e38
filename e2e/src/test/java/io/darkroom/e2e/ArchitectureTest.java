package io.darkroom.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.darkroom.core.crypto.KeyFile;
import io.darkroom.core.crypto.KeyRing;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.PictureSeal;
import io.darkroom.core.crypto.PromptSeal;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.picture.Pixels;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.Prompt;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Random;

/** Who may know whom, and who may see what. Every rule must match something, or it fails. */
@AnalyzeClasses(locations = BuiltModules.class)
final class ArchitectureTest {
    private static final String CORE = "io.darkroom.core..";
    private static final String DIFFUSION = "io.darkroom.diffusion..";
    private static final String REDIS = "io.darkroom.redis..";
    private static final String API = "io.darkroom.api..";
    private static final String WORKER = "io.darkroom.worker..";

    // --- Modules ---

    @ArchTest
    static final ArchRule coreIsPlainJava = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    CORE,
                    "java..",
                    "com.sun.management..", // of the JDK (module jdk.management): memory by thread
                    "javax.crypto..",
                    "javax.imageio..",
                    "com.nimbusds.jose..",
                    "com.fasterxml.jackson..",
                    "com.twelvemonkeys.imageio..",
                    "org.jspecify.annotations..")
            .because("both services and every tool share it, so no framework, queue or store may come with it");

    @ArchTest
    static final ArchRule theEngineIsUsableAlone = classes()
            .that()
            .resideInAPackage(DIFFUSION)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    DIFFUSION,
                    "java..",
                    "javax.imageio..",
                    "ai.onnxruntime..",
                    "com.fasterxml.jackson..",
                    "org.jspecify.annotations..")
            .because("it draws for whoever calls it: no jobs, no Kafka, no framework");

    @ArchTest
    static final ArchRule theApiSeesNeitherEngineNorWorker = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DIFFUSION, WORKER, "ai.onnxruntime..")
            .because("the two services meet only in core.wire, and the API runs where no model is");

    @ArchTest
    static final ArchRule theWorkerDoesNotSeeTheApi = noClasses()
            .that()
            .resideInAPackage(WORKER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API)
            .because("the two services meet only in core.wire");

    @ArchTest
    static final ArchRule packagesHaveAnOrder = slices().matching("io.darkroom.(**)")
            .should()
            .beFreeOfCycles()
            .because("packages in a circle are one package with several names");

    @ArchTest
    static final ArchRule useCasesDoNotKnowTheEdges = noClasses()
            .that()
            .resideInAPackage(API)
            .and()
            .resideOutsideOfPackages(
                    "io.darkroom.api", "io.darkroom.api.rest..", "io.darkroom.api.redis..", "io.darkroom.api.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.darkroom.api.rest..", "io.darkroom.api.redis..", "io.darkroom.api.kafka..")
            .because("use cases declare ports; REST, Redis and Kafka are plugged into them");

    // --- Libraries, each in its place ---

    @ArchTest
    static final ArchRule onnxRuntimeHasOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.darkroom.diffusion.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnxruntime..")
            .because("native memory must be closed by scope, and one package can be read for that");

    @ArchTest
    static final ArchRule cryptographyHasOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.darkroom.core.crypto..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.nimbusds..", "javax.crypto..")
            .because("there is one sealed format, and one package to audit");

    @ArchTest
    static final ArchRule foreignPicturesAreDecodedInOnePlace = noClasses()
            .that()
            .resideInAnyPackage("io.darkroom.core..", API, WORKER)
            .and()
            .resideOutsideOfPackage("io.darkroom.core.picture..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.imageio..", "java.awt..", "com.twelvemonkeys..")
            .because("what a stranger sent meets its limits before it meets a decoder");

    @ArchTest
    static final ArchRule persistenceHasOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.darkroom.api.retain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..")
            .because("only what its owner asked to keep may reach a database");

    @ArchTest
    static final ArchRule databasesHaveOnePlaceInAService = noClasses()
            .that()
            .resideOutsideOfPackages("io.darkroom.api.retain..", "io.darkroom.worker.retain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..")
            .because("only what its owner asked to keep may reach a database");

    @ArchTest
    static final ArchRule kafkaIsAnAdapter = noClasses()
            .that()
            .resideOutsideOfPackages("io.darkroom.worker.kafka..", "io.darkroom.api.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..", "io.smallrye.reactive.messaging..", "org.eclipse.microprofile.reactive..")
            .because("the queue is a port, JobQueue and JobSender, with Kafka behind it");

    @ArchTest
    static final ArchRule theApiTalksToKafkaBySmallRyeAlone = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..")
            .because("producing goes through SmallRye Reactive Messaging");

    @ArchTest
    static final ArchRule redisIsAnAdapter = noClasses()
            .that()
            .resideOutsideOfPackages(
                    REDIS, "io.darkroom.api.redis..", "io.darkroom.worker.redis..", "io.darkroom.worker.announce..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.quarkus.redis..", "io.vertx.redis..", "io.vertx.mutiny.redis..")
                    .or(name("io.darkroom.redis.RedisCommands")))
            .because("every key and its time to live can then be found in three packages");

    // --- Privacy ---

    @ArchTest
    static final ArchRule promptsAreReadInTwoPlaces = noClasses()
            .that()
            .resideOutsideOfPackages("io.darkroom.core.crypto..", "io.darkroom.worker.draw..")
            .should()
            .accessTargetWhere(member(Prompt.class, "revealPlaintext"))
            .because("every other reader is a place a prompt can leak from");

    @ArchTest
    static final ArchRule picturesAreReadInFourPlaces = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.darkroom.core.crypto..",
                    "io.darkroom.core.picture..",
                    "io.darkroom.worker.draw..",
                    "io.darkroom.api.rest..")
            .should()
            .accessTargetWhere(member(PictureBytes.class, "revealBytes"))
            .because("every other reader is a place a picture can leak from");

    @ArchTest
    static final ArchRule decodedPicturesAreReadInTwoPlaces = noClasses()
            .that()
            .resideOutsideOfPackages("io.darkroom.core.picture..", "io.darkroom.worker.draw..")
            .should()
            .accessTargetWhere(member(Pixels.class, "revealValues"))
            .because("the API only finds out whether a picture can be decoded, and the worker draws from it");

    @ArchTest
    static final ArchRule theApiOpensNoPrompt = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .accessTargetWhere(member(PromptSeal.class, "open"))
            .because("the API seals prompts and is not given what opens them");

    @ArchTest
    static final ArchRule theWorkerOpensNoPicture = noClasses()
            .that()
            .resideInAPackage(WORKER)
            .should()
            .accessTargetWhere(member(PictureSeal.class, "open").or(member(SeedSeal.class, "open")))
            .because("a worker hands pictures back and cannot look at those of others");

    @ArchTest
    static final ArchRule privateKeysComeInAtOnePlace = noClasses()
            .that()
            .resideInAnyPackage(API, WORKER)
            .and()
            .resideOutsideOfPackages("io.darkroom.api.config", "io.darkroom.worker.config")
            .should()
            .accessTargetWhere(member(KeyFile.class, "ofPairs").or(member(OpeningKeys.class, "read")))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(KeyRing.class)
            .because("a service opens with the keys that its configuration names, and the API is named no worker's");

    @ArchTest
    static final ArchRule servicesMakeNoKeyFiles = noClasses()
            .that()
            .resideInAnyPackage(API, WORKER)
            .should()
            .accessTargetWhere(member(OpeningKeys.class, "write").or(member(OpeningKeys.class, "generate")))
            .because("who makes keys could make itself one that opens what it must not");

    // --- Habits ---

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .should()
            .accessTargetWhere(call(Instant.class, "now")
                    .or(call(LocalDateTime.class, "now"))
                    .or(call(OffsetDateTime.class, "now"))
                    .or(call(ZonedDateTime.class, "now"))
                    .or(member(System.class, "currentTimeMillis")))
            .because("a clock is handed in, so that a test can set it");

    @ArchTest
    static final ArchRule theWorkerAsksNoClock = noClasses()
            .that()
            .resideInAPackage(WORKER)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .because(
                    "machines' clocks differ: Redis' clock says how much time a job has left, and only spans are measured here");

    @ArchTest
    static final ArchRule theClockIsMadeOnce = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Beans")
            .should()
            .accessTargetWhere(member(Clock.class, "systemUTC").or(member(Clock.class, "systemDefaultZone")))
            .because("a clock is handed in, so that a test can set it");

    @ArchTest
    static final ArchRule randomnessIsChosen = noClasses()
            .should()
            .callConstructorWhere(target(owner(type(Random.class))))
            .orShould()
            .accessTargetWhere(member(Math.class, "random"))
            .because("ids and seeds need SecureRandom, and noise needs the generator that torch uses");

    @ArchTest
    static final ArchRule nothingIsPrinted = noClasses()
            .should()
            .accessTargetWhere(member(System.class, "out")
                    .or(member(System.class, "err"))
                    .or(member(Throwable.class, "printStackTrace")))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..")
            .because("what is told goes through the service's log, where it can be read for leaks");

    @ArchTest
    static final ArchRule constructorsTakeWhatIsNeeded = noFields()
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
            .because("an object is whole when it is made, in a test too");

    @ArchTest
    static final ArchRule schedulersDoNotKnowOneAnother = slices().assignedFrom(new BySchedulerClass())
            .should()
            .notDependOnEachOther()
            .because("one algorithm, one file: two similar loops may stay two loops");

    @ArchTest
    static final ArchRule namesSayWhatAThingDoes = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?")
            .because("such a name says nothing; name the job");

    /** Any use of the member: call, method reference or read. */
    private static DescribedPredicate<JavaAccess<?>> member(Class<?> type, String name) {
        return target(owner(describe(type.getSimpleName(), (JavaClass owner) -> owner.isAssignableTo(type))))
                .and(target(name(name)))
                .as(type.getSimpleName() + "." + name);
    }

    /** A use of the variant without parameters; the one that takes a clock is fine. */
    private static DescribedPredicate<JavaAccess<?>> call(Class<?> type, String name) {
        DescribedPredicate<JavaAccess<?>> bare = describe(
                "without parameters",
                access -> !(access instanceof JavaCall<?> call)
                        || call.getTarget().getRawParameterTypes().isEmpty());
        return member(type, name).and(bare).as(type.getSimpleName() + "." + name + "()");
    }

    /** One slice for each scheduler with its nested classes; all other classes belong to none. */
    private static final class BySchedulerClass implements SliceAssignment {
        private static final String SCHEDULER = "io.darkroom.diffusion.scheduler.Scheduler";

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            JavaClass outermost = javaClass;
            while (outermost.getEnclosingClass().isPresent()) {
                outermost = outermost.getEnclosingClass().get();
            }
            boolean scheduler = !outermost.isInterface() && outermost.isAssignableTo(SCHEDULER);
            return scheduler ? SliceIdentifier.of(outermost.getSimpleName()) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "schedulers";
        }
    }
}
