package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.jwk.JWKSet;
import io.darkroom.core.job.JobId;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.testkit.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** All keys are replaced while jobs come in, and nothing is lost by it but what the old keys open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RotationIT {
    private static final List<String> USES = List.of("worker", "delivery", "storage");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final String LOOK = "darkroom.keys.look-every";

    private final RunningSystem system = RunningSystem.start(settings -> settings.workers(2)
            .workerProperty("darkroom.worker.slots", "1")
            .apiProperty(LOOK, "PT0.2S")
            .workerProperty(LOOK, "PT0.2S"));
    private final Client client = system.client();
    private final SealingClient early = new SealingClient(client);
    private final Map<String, String> first = currentKeys();

    @TempDir
    Path outputs;

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    @Order(1)
    void losesNoJobHoweverItWasSealedAndKeepsWhatWasKept() throws Exception {
        Path oldPublicKey = Files.copy(key("worker.pub.jwks"), outputs.resolve("old.jwks"));
        String repeated = SealingClient.id();
        String body = early.seal(repeated, early.withResultKey(Map.of("prompt", Jobs.RED_CIRCLE)));
        assertThat(early.put(repeated, body, "steps", 2).status()).isEqualTo(202);

        List<Kind> drawn;
        try (Load load = new Load()) {
            for (Step step : Step.values()) {
                load.goOn();
                Map<String, Double> before = looks();
                assertThat(keys("rotate", "--now").exitCode()).isZero();
                step.awaitArrival(before, this::looks);
            }
            load.goOn();
            drawn = load.end();
        }

        assertThat(drawn).hasSizeGreaterThan(16);
        aWorkerSaysWhichKeysItGoesBy();
        assertThat(currentKeys().values()).doesNotContainAnyElementsOf(first.values());
        assertThat(early.put(repeated, body, "steps", 2).status())
                .as("the same request, after the rotation")
                .isIn(200, 202);
        keptPicturesOutliveTheirKey(drawn);
        whatTheOldKeyOpenedIsLostAndNothingElse(oldPublicKey);
    }

    /** By their thumbprints, so that a client can compare them with what the API hands out. */
    private void aWorkerSaysWhichKeysItGoesBy() throws Exception {
        String current = JWKSet.parse(client.get("/v1/keys").text())
                .getKeys()
                .get(0)
                .computeThumbprint()
                .toString();
        assertThat(system.cluster().workerKey()).isEqualTo(current);
        assertThat(Files.readString(system.data().resolve("logs").resolve("worker-1.log")))
                .containsSubsequence(
                        "Keys of worker: current " + first.get("worker"),
                        "Keys of worker: current " + current + ", retired " + first.get("worker"));
    }

    private void keptPicturesOutliveTheirKey(List<Kind> drawn) throws Exception {
        List<String> kept = drawn.stream().filter(Kind::isKept).map(Kind::job).toList();
        assertThat(rowsSealedTo(oldStorageKey())).isPositive();
        CommandLine.Result refused = keys("retire", "--use", "storage");
        assertThat(refused.exitCode()).isEqualTo(6);
        assertThat(refused.out()).singleElement().asString().contains("is needed until");

        CommandLine.Result resealed = keys("reseal");

        assertThat(resealed.exitCode()).as("%s", resealed).isZero();
        assertThat(resealed.out())
                .contains("sealed anew: " + resealed(resealed), "do not open: 0", "still sealed to older keys: 0");
        assertThat(rowsSealedTo(oldStorageKey())).isZero();
        assertThat(keys("reseal").out()).as("again").contains("sealed anew: 0");
        assertThat(keys("retire", "--force").exitCode()).isZero();
        awaitGone();
        for (Path file : List.of(key("worker.jwks"), key("delivery.jwks"), key("storage.jwks"))) {
            assertThat(Files.readString(file)).doesNotContain(first.values());
        }
        assertThat(keys("list").out())
                .filteredOn(line -> line.contains("destroyed"))
                .hasSize(3);
        for (String job : kept) {
            assertThat(pictureOfTheLibrary(job)).as("picture of %s", job).startsWith(PNG);
        }
    }

    private String oldStorageKey() {
        return Objects.requireNonNull(first.get("storage"));
    }

    private static String resealed(CommandLine.Result result) {
        return result.out().get(0).replaceAll("\\D", "");
    }

    /** What the channel has of it is taken away, so that the library is asked. */
    private byte[] pictureOfTheLibrary(String job) {
        try (Redis redis = system.redis()) {
            redis.call("DEL", RedisKeys.image(JobId.parse(job).orElseThrow(), 0));
        }
        return client.picture(job, 0).body();
    }

    private void whatTheOldKeyOpenedIsLostAndNothingElse(Path oldPublicKey) throws IOException {
        Path newPublicKey = Files.copy(key("worker.pub.jwks"), outputs.resolve("new.jwks"));
        String refused = SealingClient.id();
        assertThat(early.put(refused, early.seal(refused, early.withResultKey(Map.of("prompt", Jobs.RED_CIRCLE))))
                        .code())
                .isEqualTo("unknown_kid");

        // An API that has still the old public key, as no rotation leaves it.
        replace(key("worker.pub.jwks"), oldPublicKey);
        Until.holds("the old key is published", () -> publishedKey().equals(first.get("worker")));
        String lost = SealingClient.id();
        assertThat(early.put(lost, early.seal(lost, early.withResultKey(Map.of("prompt", Jobs.RED_CIRCLE))))
                        .status())
                .isEqualTo(202);
        JsonNode end = client.ended(lost);
        replace(key("worker.pub.jwks"), newPublicKey);
        Until.holds("the new key is published", () -> !publishedKey().equals(first.get("worker")));

        assertThat(end.path("state").asText()).isEqualTo("failed");
        assertThat(end.path("error").path("code").asText()).isEqualTo("prompt_unreadable");
        client.drawn(Jobs.quick());
        assertThat(new SealingClient(client).drawn(Map.of("prompt", Jobs.RED_CIRCLE), "steps", 2))
                .isNotEmpty();
    }

    @Test
    @Order(2)
    void anApiThatIsHandedAPrivateKeyGoesOnWithoutIt() throws IOException {
        Path publicKey = Files.copy(key("worker.pub.jwks"), outputs.resolve("public.jwks"));
        String published = client.get("/v1/keys").text();
        double broken = metric("api", "worker", "broken");

        replace(key("worker.pub.jwks"), key("worker.jwks"));

        Until.holds("the file is refused", () -> metric("api", "worker", "broken") > broken);
        assertThat(client.get("/v1/keys").text()).isEqualTo(published).doesNotContain("\"d\"");
        assertThat(client.drawn(Jobs.quick())).isNotEmpty();
        replace(key("worker.pub.jwks"), publicKey);
        String log = Files.readString(system.data().resolve("logs").resolve("api.log"));
        assertThat(log).containsOnlyOnce("worker.pub.jwks holds private keys where public ones are expected");
        assertThat(log).doesNotContain(privateKeys());
    }

    @Test
    @Order(3)
    void jobsThatWaitThroughEveryStepAreDrawn() throws Exception {
        List<String> busy = occupyEverySlot();
        List<Waiting> waiting = new ArrayList<>(List.of(new Waiting()));
        for (Step step : Step.values()) {
            Map<String, Double> before = looks();
            assertThat(keys("rotate", "--now").exitCode()).isZero();
            step.awaitArrival(before, this::looks);
            waiting.add(new Waiting());
        }
        assertThat(waiting)
                .flatExtracting(Waiting::jobs)
                .allSatisfy(job -> assertThat(state(job)).isEqualTo("queued"));

        busy.forEach(job -> client.delete("/v1/jobs/" + job));

        waiting.forEach(Waiting::areDrawn);
    }

    private List<String> occupyEverySlot() {
        List<String> busy = List.of(client.submit(Jobs.endless()), client.submit(Jobs.endless()));
        Until.holds("every slot is taken", () -> busy.stream().map(this::state).allMatch("running"::equals));
        return busy;
    }

    private String state(String job) {
        return client.get("/v1/jobs/" + job).json().path("state").asText();
    }

    private static String submitSealed(SealingClient sealing) {
        String id = SealingClient.id();
        return submitted(
                id,
                sealing.put(
                        id, sealing.seal(id, sealing.withResultKey(Map.of("prompt", Jobs.RED_CIRCLE))), "steps", 2));
    }

    /** Sealed by a client who wants the picture unsealed, and kept. */
    private static String submitPlainlySealed(SealingClient sealing) {
        String id = SealingClient.id();
        return submitted(
                id,
                sealing.put(
                        id, sealing.seal(id, "{\"prompt\":\"" + Jobs.RED_CIRCLE + "\"}"), "steps", 2, "retain", true));
    }

    private static String submitted(String id, Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return id;
    }

    private List<String> privateKeys() throws IOException {
        List<String> found = new ArrayList<>();
        for (String use : USES) {
            new JsonMapper()
                    .readTree(key(use + ".jwks").toFile())
                    .path("keys")
                    .forEach(key -> found.add(key.path("d").asText()));
        }
        assertThat(found).isNotEmpty().doesNotContain("");
        return found;
    }

    private void awaitGone() {
        Until.holds(
                "no service has the old keys",
                () -> metric("worker-1", "worker", "changed") >= 4
                        && metric("worker-2", "worker", "changed") >= 4
                        && metric("api", "worker", "changed") >= 4
                        && metric("api", "storage", "changed") >= 4);
    }

    private long rowsSealedTo(String key) {
        return system.database()
                .rows("SELECT 1 FROM retained_image WHERE key_id = ?", key)
                .size();
    }

    private CommandLine.Result keys(String command, String... options) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("keys", command, "--data", system.data().toString()));
        arguments.addAll(List.of(options));
        return new CommandLine(outputs).run(arguments.toArray(String[]::new));
    }

    private String publishedKey() {
        return client.get("/v1/keys").json().path("keys").path(0).path("kid").asText();
    }

    private Map<String, String> currentKeys() {
        Map<String, String> keys = new TreeMap<>();
        for (String use : USES) {
            try {
                keys.put(
                        use,
                        new JsonMapper()
                                .readTree(key(use + ".pub.jwks").toFile())
                                .path("keys")
                                .path(0)
                                .path("kid")
                                .asText());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return keys;
    }

    private Path key(String file) {
        return system.data().resolve("keys").resolve(file);
    }

    private void replace(Path file, Path content) throws IOException {
        Path draft = Files.copy(content, file.resolveSibling("draft"));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** How often each service found other keys of each use. */
    private Map<String, Double> looks() {
        Map<String, Double> looks = new TreeMap<>();
        for (String part : List.of("api", "worker-1", "worker-2")) {
            for (String use : USES) {
                looks.put(part + " " + use, metric(part, use, "changed"));
            }
        }
        return looks;
    }

    private double metric(String part, String use, String found) {
        Matcher line = Pattern.compile(
                        "(?m)^darkroom_keys_looks_total\\{found=\"" + found + "\",use=\"" + use + "\"\\} (\\S+)$")
                .matcher(system.management(part).get("/q/metrics").text());
        assertThat(line.find()).as("%s of %s in %s", found, use, part).isTrue();
        return Double.parseDouble(line.group(1));
    }

    /** The steps of a rotation, and whose files each changes. */
    private enum Step {
        PREPARE(List.of("worker-1 worker", "worker-2 worker", "api delivery", "api storage")),
        PUBLISH(List.of(
                "api worker", "worker-1 delivery", "worker-2 delivery", "worker-1 storage", "worker-2 storage")),
        PROMOTE(List.of(
                "worker-1 worker",
                "worker-2 worker",
                "api delivery",
                "api storage",
                "api worker",
                "worker-1 delivery",
                "worker-2 delivery",
                "worker-1 storage",
                "worker-2 storage"));

        private final List<String> files;

        Step(List<String> files) {
            this.files = files;
        }

        void awaitArrival(Map<String, Double> before, Supplier<Map<String, Double>> looks) {
            Until.holds("the files of " + this + " are read", () -> {
                Map<String, Double> now = looks.get();
                return files.stream().allMatch(file -> now.getOrDefault(file, 0.0) > before.getOrDefault(file, 0.0));
            });
        }
    }

    /** Jobs of all kinds, some at the same time, each of which must be drawn. */
    private final class Load implements AutoCloseable {
        private static final int CALLERS = 4;
        private static final int KINDS = 8;

        private final List<Kind> drawn = new ArrayList<>();
        private final AtomicInteger numbers = new AtomicInteger();
        private final List<Thread> callers = Stream.generate(() -> new Thread(this::run, "load"))
                .limit(CALLERS)
                .toList();
        private volatile boolean over;
        private volatile Optional<Throwable> failure = Optional.empty();

        Load() {
            callers.forEach(Thread::start);
        }

        private void run() {
            try {
                while (!over) {
                    Kind kind = kind(numbers.getAndIncrement());
                    synchronized (drawn) {
                        drawn.add(kind);
                    }
                }
            } catch (RuntimeException | AssertionError e) {
                failure = Optional.of(e);
            }
        }

        /** A caller of yesterday's key, one of today's, and the API's own sealing, kept and not. */
        private Kind kind(int number) {
            SealingClient sealing = number % 2 == 0 ? early : new SealingClient(client);
            return switch (number / 2 % 4) {
                case 0 -> new Kind(number, drawnWithPicture(client.drawn(Jobs.quick())), false);
                case 1 -> new Kind(number, client.drawn(Jobs.of("steps", 2, "retain", true)), true);
                case 2 -> new Kind(number, sealing.drawn(Map.of("prompt", Jobs.RED_CIRCLE), "steps", 2), false);
                default -> new Kind(number, plainlySealed(sealing), true);
            };
        }

        private String drawnWithPicture(String job) {
            Answer picture = client.picture(job, 0);
            assertThat(picture.header("Content-Type")).contains("image/png");
            return job;
        }

        private String plainlySealed(SealingClient sealing) {
            String id = submitPlainlySealed(sealing);
            assertThat(client.ended(id).path("state").asText()).isEqualTo("succeeded");
            return id;
        }

        /** Returns once a job of each kind has been submitted and drawn from now on. */
        void goOn() {
            int next = numbers.get();
            Until.holds("jobs of each kind are drawn", () -> failure.isPresent() || kindsSince(next) == KINDS);
            assertThat(failure).isEmpty();
        }

        private long kindsSince(int first) {
            synchronized (drawn) {
                return drawn.stream()
                        .filter(kind -> kind.number >= first)
                        .map(kind -> kind.number % KINDS)
                        .distinct()
                        .count();
            }
        }

        List<Kind> end() throws InterruptedException {
            close();
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(failure).isEmpty();
            return drawn;
        }

        @Override
        public void close() {
            over = true;
        }
    }

    /** A job that was drawn. */
    private record Kind(int number, String job, boolean isKept) {}

    /** Jobs of each kind, submitted at one moment of a rotation, which wait. */
    private final class Waiting {
        private final SealingClient sealing = new SealingClient(client);
        private final String plain = client.submit(Jobs.quick());
        private final String kept = client.submit(Jobs.of("steps", 2, "retain", true));
        private final String sealed = submitSealed(sealing);
        private final String plainlySealed = submitPlainlySealed(sealing);

        List<String> jobs() {
            return List.of(plain, kept, sealed, plainlySealed);
        }

        void areDrawn() {
            for (String job : jobs()) {
                assertThat(client.ended(job).path("state").asText()).as(job).isEqualTo("succeeded");
            }
            assertThat(client.picture(plain, 0).body()).startsWith(PNG);
            assertThat(pictureOfTheLibrary(kept)).startsWith(PNG);
            assertThat(sealing.picture(sealed, 0)).startsWith(PNG);
            assertThat(pictureOfTheLibrary(plainlySealed)).startsWith(PNG);
        }
    }
}
