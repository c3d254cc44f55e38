package io.darkroom.worker.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.Lane;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.diffusion.engine.Engine;
import io.darkroom.diffusion.engine.Sharing;
import io.darkroom.worker.config.FixedConfig;
import io.darkroom.worker.config.PaintingEngine;
import io.darkroom.worker.config.StartRefused;
import io.darkroom.worker.model.Models;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PainterChoiceTest {
    private static final FixedConfig NOOP = new FixedConfig() {
        @Override
        public PaintingEngine engine() {
            return PaintingEngine.NOOP;
        }
    };

    private static final Engine ENGINE = new Engine(Sharing.ofProcessor());

    private final EnginePainter engine = new EnginePainter(new Models(NOOP), ENGINE, NOOP);

    @AfterAll
    static void stop() {
        ENGINE.close();
    }

    @Test
    void theModelDrawsUnlessToldOtherwise() {
        PainterChoice choice = new PainterChoice(new FixedConfig(), false, Optional.empty());

        assertThatCode(choice::check).doesNotThrowAnyException();
        assertThat(choice.painter(engine)).isSameAs(engine);
    }

    @Test
    void nothingIsDrawnInABenchAlone() {
        PainterChoice choice = new PainterChoice(NOOP, true, Optional.empty());

        assertThatCode(choice::check).doesNotThrowAnyException();
        assertThat(choice.painter(engine)).isInstanceOf(NoopPainter.class);
        assertThatThrownBy(new PainterChoice(NOOP, false, Optional.empty())::check)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("darkroom.worker.engine");
    }

    @Test
    void aBenchHoldsTheJobsOfAModelBackWhileItsFileIsThere(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("held"));
        Painter painter = new PainterChoice(NOOP, true, Optional.of(folder)).painter(engine);
        try (Painting held = begin(painter, "held");
                Painting free = begin(painter, "free")) {
            assertThat(held.next(Duration.ofMillis(1))).isEmpty();
            assertThat(free.next(Duration.ofMillis(1))).isPresent();

            Files.delete(file);

            assertThat(held.next(Duration.ofMinutes(1))).isPresent();
        }
    }

    private static Painting begin(Painter painter, String model) {
        JobSpec spec = new JobSpec(model, 64, 64, 2, 5, "euler", 1, Lane.BULK, false, DeliveryMode.TTL, 60);
        return painter.begin(spec, new PromptDocument(Prompt.of("a red circle"), Prompt.empty(), 1), 0, new Lease());
    }
}
