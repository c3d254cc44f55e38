package io.darkroom.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.diffusion.onnx.ExecutionProvider;
import io.darkroom.worker.config.FixedConfig;
import io.darkroom.worker.config.StartRefused;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the engine's settings reach it. */
class ModelsTest {
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
