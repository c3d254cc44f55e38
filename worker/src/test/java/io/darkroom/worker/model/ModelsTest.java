package io.darkroom.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.diffusion.onnx.ExecutionProvider;
import io.darkroom.diffusion.shelf.ModelLease;
import io.darkroom.diffusion.shelf.ModelShelf;
import io.darkroom.worker.config.FixedConfig;
import io.darkroom.worker.config.StartRefused;
import io.darkroom.worker.config.WorkerConfig;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the worker's settings reach the engine. */
class ModelsTest {
    /** Five of them. */
    private static final Path SMALL = Path.of("..", "diffusion", "src", "test", "resources", "models");

    private static final long LARGEST = ModelShelf.sizeOf(SMALL.resolve("sdxl"));

    @Test
    void areNotLoadedForAProviderThatTheRuntimeLacks() {
        Models models = new Models(new FixedConfig() {
            @Override
            public ExecutionProvider executionProvider() {
                return ExecutionProvider.CUDA;
            }
        });

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(models::load)
                .withMessageStartingWith("darkroom.worker.execution-provider: execution provider cuda is not in")
                .withMessageContaining("onnxruntime_gpu");
    }

    @Test
    void areNotLoadedWithSettingsOutOfRange() {
        Models models = new Models(new FixedConfig() {
            @Override
            public int intraOpThreads() {
                return -1;
            }
        });

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(models::load)
                .withMessageStartingWith("darkroom.worker: intraOpThreads must be at least 0");
    }

    @Test
    void takeTurnsWhereTheyDoNotFitBesideOneAnother() {
        Models models = new Models(withMemory(LARGEST));
        models.load();

        List<String> kinds = new ArrayList<>();
        for (String name : new String[] {"lcm", "sdxl", "lcm"}) {
            try (ModelLease lease = models.lease(name, () -> {})) {
                kinds.add(lease.model().description().kind());
            }
        }

        assertThat(kinds).containsExactly("lcm", "sdxl", "lcm");
        assertThat(models.names()).containsExactly("lcm", "sd1-half", "sd1-inpaint", "sd1-optimum", "sdxl");
        assertThat(models.loaded()).as("the one used last").containsExactly("lcm");
        models.close();
    }

    @Test
    void areRefusedIfOneIsLargerThanTheMemoryForAll() {
        Models models = new Models(withMemory(LARGEST - 1));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(models::load)
                .withMessage("darkroom.worker.model-memory: model \"sdxl\": it takes " + LARGEST
                        + " bytes, and all models together may take " + (LARGEST - 1));
        models.close();
    }

    @Test
    void needSomeMemory() {
        Models models = new Models(withMemory(0));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(models::load)
                .withMessage("darkroom.worker: modelMemory must be at least 1 byte, was 0");
    }

    private static WorkerConfig withMemory(long bytes) {
        return new FixedConfig() {
            @Override
            public Path models() {
                return SMALL;
            }

            @Override
            public Optional<MemorySize> modelMemory() {
                return Optional.of(new MemorySize(BigInteger.valueOf(bytes)));
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void aProviderIsConfiguredByItsLabel(ExecutionProvider provider) {
        ExecutionProvider configured = new SmallRyeConfigBuilder()
                .withDefaultValue("provider", provider.label())
                .build()
                .getValue("provider", ExecutionProvider.class);

        assertThat(configured).isEqualTo(provider);
    }
}
