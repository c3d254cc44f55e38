package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.ProjectTree;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.ServiceRun;
import io.darkroom.testkit.Redis;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the services do not start with: rather no service than one that breaks its promise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartRefusalIT {
    private final RunningSystem system = RunningSystem.withWorkers(0);

    @TempDir
    Path folder;

    @AfterAll
    void stop() {
        system.close();
    }

    @ParameterizedTest
    @CsvSource({
        "api, save, 60 1, ''", "worker, save, 60 1, ''",
        "api, appendonly, yes, no", "worker, appendonly, yes, no",
        "api, maxmemory-policy, allkeys-lru, noeviction", "worker, maxmemory-policy, allkeys-lru, noeviction",
        "api, slowlog-log-slower-than, 10000, -1", "worker, slowlog-log-slower-than, 10000, -1",
        "api, crash-log-enabled, yes, no", "worker, crash-log-enabled, yes, no"
    })
    void refusesARedisThatKeepsOrForgets(String service, String setting, String wrong, String right) {
        set(setting, wrong);

        ServiceRun.Ended ended;
        try {
            ended = (service.equals("api") ? ServiceRun.api(system) : ServiceRun.worker(system)).ended();
        } finally {
            set(setting, right);
        }

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("Redis setting \"" + setting + "\" must be \"" + right + "\"");
    }

    private void set(String setting, String value) {
        try (Redis redis = system.redis()) {
            redis.call("CONFIG", "SET", setting, value);
        }
    }

    @Test
    void aWorkerRefusesATruncatedGraph() throws IOException {
        Path models = copyOfModels();
        try (FileChannel graph = FileChannel.open(models.resolve("shapes/unet/model.onnx"), StandardOpenOption.WRITE)) {
            graph.truncate(graph.size() / 2);
        }

        ServiceRun.Ended ended = workerWith(models);

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("model \"shapes\"").contains("unet/model.onnx");
    }

    @ParameterizedTest
    @CsvSource({
        "model_index.json", "scheduler/scheduler_config.json", "tokenizer/vocab.json", "tokenizer/merges.txt",
        "unet/config.json", "unet/model.onnx", "vae_decoder/model.onnx", "text_encoder/model.onnx"
    })
    void aWorkerNamesTheFileThatAModelLacks(String file) throws IOException {
        Path models = copyOfModels();
        Files.delete(models.resolve("shapes").resolve(file));

        ServiceRun.Ended ended = workerWith(models);

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("model \"shapes\"").contains(file);
    }

    @Test
    void aWorkerSaysWhatIsWrongWithAModelsSettings() throws IOException {
        Path models = copyOfModels();
        Files.writeString(models.resolve("shapes/scheduler/scheduler_config.json"), "{\"beta_start\": ");

        ServiceRun.Ended ended = workerWith(models);

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("scheduler/scheduler_config.json").contains("JSON");
    }

    @Test
    void aWorkerRefusesAFolderWithoutModels() {
        ServiceRun.Ended ended = workerWith(folder);

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("darkroom.worker.models").contains("no model folder");
    }

    @Test
    void aWorkerRefusesAnExecutionProviderThatItsRuntimeLacks() {
        ServiceRun.Ended ended = ServiceRun.worker(system)
                .set("darkroom.worker.execution-provider", "cuda")
                .ended();

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output())
                .contains("darkroom.worker.execution-provider: execution provider cuda is not in this ONNX Runtime")
                .contains("which has cpu")
                .contains("use com.microsoft.onnxruntime:onnxruntime_gpu instead of onnxruntime");
    }

    @ParameterizedTest
    @CsvSource({
        "slots, 0, 'must be auto or 1..64, was 0'",
        "slots, 65, 'must be auto or 1..64, was 65'",
        "slots, many, 'must be auto or 1..64, was many'",
        "max-slots, 0, 'must be at least 1, was 0'",
        "record-retention, PT6H, 'must be from PT7H to PT168H, was PT6H'",
        "sweep-period, PT0S, 'must be from PT1S to PT10M, was PT0S'",
        "guidance-from, 1.5, 'must be from 0 to 1, was 1.5'",
        "guidance-to, -0.5, 'must be from 0.0 to 1, was -0.5'"
    })
    void aWorkerRefusesSettingsOutOfRange(String setting, String value, String message) {
        ServiceRun.Ended ended = ServiceRun.worker(system)
                .set("darkroom.worker." + setting, value)
                .ended();

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("darkroom.worker." + setting + " " + message);
    }

    @Test
    void aWorkerRefusesToDrawNothingOutsideOfABench() {
        ServiceRun.Ended ended =
                ServiceRun.worker(system).set("darkroom.worker.engine", "noop").ended();

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("darkroom.worker.engine: noop").contains("darkroom.bench=true");
    }

    @Test
    void aWorkerRefusesAModelLargerThanTheMemoryForModels() {
        ServiceRun.Ended ended = ServiceRun.worker(system)
                .set("darkroom.worker.model-memory", "1M")
                .ended();

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output())
                .contains("darkroom.worker.model-memory: model \"shapes\": it takes ")
                .contains(" bytes, and all models together may take 1048576");
    }

    @Test
    void theApiRefusesLimitsThatMakeNoSenseAndNamesAllOfThem() {
        ServiceRun.Ended ended = ServiceRun.api(system)
                .set("darkroom.api.max-in-flight", "0")
                .set("darkroom.api.memory-high-water", "1.5")
                .set("darkroom.api.max-deadline", "PT6H1S")
                .set("darkroom.api.max-ttl", "PT24H1S")
                .ended();

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output())
                .contains("darkroom.api.max-in-flight must be at least 1")
                .contains("darkroom.api.max-deadline must be at most PT6H")
                .contains("darkroom.api.max-ttl must be at most PT24H")
                .contains("darkroom.api.memory-high-water must be above 0 and at most 1");
    }

    @Test
    void theApiRefusesTheKeysThatOpenPrompts() {
        ServiceRun.Ended ended = ServiceRun.api(system)
                .set("darkroom.keys.worker", key("worker.jwks"))
                .ended();

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("worker.jwks holds private keys where public ones are expected");
    }

    @Test
    void aWorkerRefusesTheKeysThatOpenPictures() {
        ServiceRun.Ended ended = ServiceRun.worker(system)
                .set("darkroom.keys.delivery", key("delivery.jwks"))
                .ended();

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("delivery.jwks holds private keys where public ones are expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivery", "storage"})
    void theApiRefusesTheKeysThatOpenPromptsUnderAnotherName(String use) throws IOException {
        Path renamed = copy(key("worker.jwks"), use + ".jwks");

        ServiceRun.Ended ended = ServiceRun.api(system)
                .set("darkroom.keys." + use, renamed.toString())
                .ended();

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains(renamed + " and ").contains("worker.pub.jwks hold the same key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivery", "storage"})
    void aWorkerRefusesTheKeysThatOpenPicturesUnderAnotherName(String use) throws IOException {
        Path renamed = copy(key(use + ".jwks"), "worker.jwks");

        ServiceRun.Ended ended = ServiceRun.worker(system)
                .set("darkroom.keys.worker", renamed.toString())
                .ended();

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains(renamed + " and ").contains(use + ".pub.jwks hold the same key");
    }

    private Path copy(String file, String name) throws IOException {
        return Files.copy(Path.of(file), folder.resolve(name));
    }

    @Test
    void aWorkerRefusesKeysThatOpenNothing() {
        ServiceRun.Ended ended = ServiceRun.worker(system)
                .set("darkroom.keys.worker", key("worker.pub.jwks"))
                .ended();

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("worker.pub.jwks holds a public key where key pairs are expected");
    }

    private String key(String file) {
        return system.data().resolve("keys").resolve(file).toString();
    }

    private ServiceRun.Ended workerWith(Path models) {
        return ServiceRun.worker(system)
                .set("darkroom.worker.models", models.toString())
                .ended();
    }

    private Path copyOfModels() throws IOException {
        Path source = ProjectTree.root().resolve("models");
        Path target = folder.resolve("models");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(source.relativize(file).toString()));
            }
        }
        return target;
    }
}
