package io.darkroom.worker.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.diffusion.engine.Engine;
import io.darkroom.diffusion.engine.Sharing;
import io.darkroom.worker.config.FixedConfig;
import io.darkroom.worker.config.PaintingEngine;
import io.darkroom.worker.config.StartRefused;
import io.darkroom.worker.model.Models;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PainterChoiceTest {
    private static final FixedConfig NOOP = new FixedConfig() {
        @Override
        public PaintingEngine engine() {
            return PaintingEngine.NOOP;
        }
    };

    private static final Engine ENGINE = new Engine(Sharing.ofProcessor());

    private final EnginePainter engine = new EnginePainter(new Models(NOOP), ENGINE);

    @AfterAll
    static void stop() {
        ENGINE.close();
    }

    @Test
    void theModelDrawsUnlessToldOtherwise() {
        PainterChoice choice = new PainterChoice(new FixedConfig(), false);

        assertThatCode(choice::check).doesNotThrowAnyException();
        assertThat(choice.painter(engine)).isSameAs(engine);
    }

    @Test
    void nothingIsDrawnInABenchAlone() {
        PainterChoice choice = new PainterChoice(NOOP, true);

        assertThatCode(choice::check).doesNotThrowAnyException();
        assertThat(choice.painter(engine)).isInstanceOf(NoopPainter.class);
        assertThatThrownBy(new PainterChoice(NOOP, false)::check)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("darkroom.worker.engine");
    }
}
