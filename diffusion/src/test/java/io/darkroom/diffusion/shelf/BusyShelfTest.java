package io.darkroom.diffusion.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.pipeline.EngineSettings;
import io.darkroom.diffusion.pipeline.Picture;
import io.darkroom.diffusion.pipeline.PictureRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Many threads draw with four models, of which two find room. */
class BusyShelfTest {
    private static final Path MODELS = Path.of(System.getProperty("basedir", "."), "src/test/resources/models");
    private static final List<String> NAMES = List.of("sd1-optimum", "sd1-half", "lcm", "sdxl");
    private static final long BUDGET = sizeOf("sdxl") + sizeOf("lcm");
    private static final int THREADS = 6;
    private static final int TURNS = 12;

    private final CountingLoader loader = new CountingLoader();

    @Test
    void drawsEveryPictureAsIfItWereAloneAndNeverExceedsTheBudget() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (ModelShelf shelf = new ModelShelf(
                NAMES.stream().map(MODELS::resolve).toList(),
                new ShelfSettings(BUDGET, Duration.ofMinutes(5), new EngineSettings(1)),
                loader)) {
            Map<String, byte[]> alone =
                    NAMES.stream().collect(Collectors.toMap(name -> name, name -> draw(shelf, name)));

            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(i);
                work.add(threads.submit(() -> {
                    for (int turn = 0; turn < TURNS; turn++) {
                        String name = NAMES.get(random.nextInt(NAMES.size()));
                        assertThat(draw(shelf, name)).as(name).isEqualTo(alone.get(name));
                    }
                }));
            }

            for (Future<?> one : work) {
                one.get();
            }
            assertThat(loader.loaded()).hasSizeGreaterThan(NAMES.size());
        } finally {
            threads.shutdownNow();
        }
    }

    private static long sizeOf(String name) {
        return ModelShelf.sizeOf(MODELS.resolve(name));
    }

    /** In two steps; each is a moment to look at the budget. */
    private static byte[] draw(ModelShelf shelf, String name) {
        try (ModelLease lease = shelf.lease(name);
                Picture picture = lease.model()
                        .begin(new PictureRequest("a red circle", "", 64, 64, 2, 1, "euler", 7), 1)
                        .get(0)) {
            while (!picture.isFinished()) {
                assertThat(shelf.loaded().stream()
                                .mapToLong(BusyShelfTest::sizeOf)
                                .sum())
                        .isLessThanOrEqualTo(BUDGET);
                lease.model().step(List.of(picture));
            }
            return lease.model().decode(picture).rgb();
        }
    }
}
