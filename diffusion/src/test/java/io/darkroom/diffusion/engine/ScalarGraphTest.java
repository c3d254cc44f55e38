package io.darkroom.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.pipeline.PictureRequest;
import io.darkroom.diffusion.pipeline.Series;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import io.darkroom.diffusion.pipeline.TestModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A U-Net that takes one timestep for all rows: pictures share calls at equal timesteps. */
class ScalarGraphTest {
    private static final StableDiffusion MODEL = TestModels.get("sd1-optimum");

    @Test
    void saysSo() {
        assertThat(MODEL.takesOneTimestep()).isTrue();
        assertThat(Requests.model().takesOneTimestep()).isFalse();
    }

    @Test
    void picturesOfOneCourseShareCallsAndThoseOfAnotherDoNot() {
        FaultyDevice device = new FaultyDevice().heldUp();
        try (Engine engine = new Engine(new Sharing(1, 16, 0.1, 1.5, Duration.ZERO), device)) {
            List<Order> orders = List.of(order(4, 1), order(4, 2), order(5, 3), order(5, 4));
            List<Drawing> drawings = new ArrayList<>();
            orders.forEach(order -> drawings.add(engine.draw(order)));

            device.letAllPass();

            for (int i = 0; i < orders.size(); i++) {
                assertThat(Requests.drawn(drawings.get(i), 1).get(0).rgb())
                        .isEqualTo(Requests.alone(orders.get(i)).get(0).rgb());
                drawings.get(i).close();
            }
        }
        // The first call may have come before the others were ordered.
        assertThat(device.stepRows()).contains(4).allMatch(rows -> rows <= 4);
    }

    private static Order order(int steps, long seed) {
        PictureRequest request = new PictureRequest("a red circle", "", 64, 64, steps, 5, "ddim", seed);
        return new Order(MODEL, new Series(request, 1), Lane.BULK);
    }
}
