package io.darkroom.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.golden.Difference;
import io.darkroom.diffusion.pipeline.Mask;
import io.darkroom.diffusion.pipeline.PictureRequest;
import io.darkroom.diffusion.pipeline.Pipeline;
import io.darkroom.diffusion.pipeline.Raster;
import io.darkroom.diffusion.pipeline.Series;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import io.darkroom.diffusion.pipeline.TestModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A picture in any company is the picture that it is alone: random mixes of sizes, schedulers, guidance and where it applies,
 * texts, starts, lanes, arrivals and cancels, over all models at once.
 */
class CompanyTest {
    private static final Sharing SHARING = new Sharing(2, 16, 0.2, 3, Duration.ZERO);
    private static final List<String> MODELS =
            List.of("shapes", "shapes", "shapes", "sdxl", "sd1-inpaint", "lcm", "sd1-optimum", "sd1-half");
    private static final List<String> TEXTS = List.of(
            "a red circle on a blue background",
            "three (yellow:1.3) stars",
            "",
            "a green ring, [gray]",
            "red ".repeat(90));

    /** A picture asked of the engine. */
    private record Asked(Order order, Drawing drawing) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isWhatItIsAlone(long seed) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        List<Asked> asked = new ArrayList<>();
        try (Engine engine = new Engine(SHARING)) {
            for (int i = 0; i < 24; i++) {
                Order order = order(random);
                asked.add(new Asked(order, engine.draw(order)));
                if (random.nextInt(3) == 0) {
                    Thread.sleep(random.nextInt(60));
                }
                if (random.nextInt(6) == 0) {
                    asked.remove(random.nextInt(asked.size())).drawing().close();
                }
            }
            for (Asked one : asked) {
                List<Raster> drawn =
                        Requests.drawn(one.drawing(), one.order().series().images());
                one.drawing().close();
                check(one.order(), drawn);
            }
        }
    }

    private static void check(Order order, List<Raster> drawn) {
        List<Raster> alone = Requests.alone(order);
        assertThat(drawn).hasSameSizeAs(alone);
        for (int i = 0; i < drawn.size(); i++) {
            if (System.getProperty("os.arch").equals("amd64")) {
                assertThat(drawn.get(i).rgb()).isEqualTo(alone.get(i).rgb());
            }
            // Kernels of other processors may add up in another order for another batch.
            assertThat(Difference.between(drawn.get(i), alone.get(i))).matches(difference -> difference.holds(false));
        }
    }

    private static Order order(SplittableRandom random) {
        StableDiffusion model = TestModels.get(pick(random, MODELS));
        Lane lane = random.nextBoolean() ? Lane.INTERACTIVE : Lane.BULK;
        return new Order(model, new Series(request(random, model), 1 + random.nextInt(3)), lane);
    }

    private static PictureRequest request(SplittableRandom random, StableDiffusion model) {
        int width = 64 + 64 * random.nextInt(2);
        int height = 64 + 64 * random.nextInt(2);
        float guidance = List.of(0f, 1f, 2.5f, 7f).get(random.nextInt(4));
        String scheduler = pick(random, model.description().schedulers());
        PictureRequest request = new PictureRequest(
                pick(random, TEXTS),
                pick(random, TEXTS),
                width,
                height,
                2 + random.nextInt(6),
                guidance,
                scheduler,
                random.nextInt(1000));
        if (random.nextInt(3) == 0) {
            request = request.withGuidanceBetween(0.25 * random.nextInt(3), 0.5 + 0.25 * random.nextInt(3));
        }
        boolean needsMask = !model.description().pipelines().contains(Pipeline.TXT2IMG);
        boolean takesPicture = model.description().pipelines().contains(Pipeline.IMG2IMG);
        if (needsMask) {
            return request.from(picture(random, width, height), 0.8).within(mask(random, width, height));
        }
        return takesPicture && random.nextInt(3) == 0 ? request.from(picture(random, width, height), 0.8) : request;
    }

    private static Raster picture(SplittableRandom random, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        random.nextBytes(rgb);
        return new Raster(width, height, rgb);
    }

    private static Mask mask(SplittableRandom random, int width, int height) {
        byte[] gray = new byte[width * height];
        random.nextBytes(gray);
        return new Mask(width, height, gray);
    }

    private static <T> T pick(SplittableRandom random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
