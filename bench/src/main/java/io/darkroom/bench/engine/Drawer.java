package io.darkroom.bench.engine;

import io.darkroom.diffusion.engine.Drawing;
import io.darkroom.diffusion.engine.DrawingEvent;
import io.darkroom.diffusion.engine.Engine;
import io.darkroom.diffusion.engine.Lane;
import io.darkroom.diffusion.engine.Order;
import io.darkroom.diffusion.engine.Sharing;
import io.darkroom.diffusion.pipeline.EngineSettings;
import io.darkroom.diffusion.pipeline.PngEncoder;
import io.darkroom.diffusion.pipeline.Series;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Draws with our engine, from text to PNG, as a worker does: a thread for each picture in flight, which encodes it too. */
final class Drawer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LEARNING = Duration.ofSeconds(2);

    private final StableDiffusion model;
    private final Engine engine;

    Drawer(Path folder, int threads) throws InterruptedException {
        model = StableDiffusion.load(folder, new EngineSettings(threads));
        engine = new Engine(Sharing.ofProcessor());
        engine.learn(model, LEARNING);
    }

    /**
     * Draws one picture for each job; as one is finished the next begins.
     *
     * @param inFlight how many are on their way at a time, at least 1
     * @return what each took, in the order of the jobs
     */
    List<DrawingTimes> draw(List<DrawingJob> jobs, int inFlight) {
        ExecutorService slots = Executors.newFixedThreadPool(inFlight);
        try {
            List<? extends Future<DrawingTimes>> pictures =
                    jobs.stream().map(job -> slots.submit(() -> draw(job))).toList();
            List<DrawingTimes> times = new ArrayList<>();
            for (Future<DrawingTimes> picture : pictures) {
                times.add(picture.get());
            }
            return times;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            slots.shutdownNow();
        }
    }

    private DrawingTimes draw(DrawingJob job) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        try (Drawing drawing = engine.draw(new Order(model, new Series(job.request(), 1), Lane.BULK))) {
            while (true) {
                DrawingEvent event = drawing.next(PATIENCE).orElseThrow();
                if (event instanceof DrawingEvent.Progress progress) {
                    watch.stepped(progress.step());
                } else if (event instanceof DrawingEvent.Drawn drawn) {
                    var unused = PngEncoder.encode(drawn.raster());
                    return watch.drawn(job.steps());
                } else if (event instanceof DrawingEvent.Failed failed) {
                    throw new IllegalStateException("not drawn: " + failed.failure() + " " + failed.error());
                }
            }
        }
    }

    @Override
    public void close() {
        engine.close();
        model.close();
    }
}
