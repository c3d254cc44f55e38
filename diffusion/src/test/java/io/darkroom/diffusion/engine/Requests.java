package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.engine.DrawingEvent.Drawn;
import io.darkroom.diffusion.engine.DrawingEvent.Failed;
import io.darkroom.diffusion.engine.DrawingEvent.Progress;
import io.darkroom.diffusion.pipeline.Picture;
import io.darkroom.diffusion.pipeline.PictureRequest;
import io.darkroom.diffusion.pipeline.Raster;
import io.darkroom.diffusion.pipeline.Series;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import io.darkroom.diffusion.pipeline.TestModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What tests ask of an engine, and how they read its answers. */
final class Requests {
    /** For a test that would otherwise hang; nothing is measured by it. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private Requests() {}

    static StableDiffusion model() {
        return TestModels.get("shapes");
    }

    static PictureRequest request(long seed) {
        return new PictureRequest("a red circle on a blue background", "blurry", 64, 64, 4, 5, "ddim", seed);
    }

    static Order order(long seed) {
        return new Order(model(), new Series(request(seed), 1), Lane.INTERACTIVE);
    }

    /** Draws a picture alone, without an engine. */
    static Raster alone(PictureRequest request) {
        return alone(new Order(model(), new Series(request, 1), Lane.BULK)).get(0);
    }

    /** Draws the pictures of an order one after another, each alone, without an engine. */
    static List<Raster> alone(Order order) {
        StableDiffusion model = order.model();
        List<Picture> pictures =
                model.begin(order.series().request(), order.series().images());
        List<Raster> rasters = new ArrayList<>();
        for (Picture picture : pictures) {
            while (!picture.isFinished()) {
                model.step(List.of(picture));
            }
            rasters.add(model.decode(picture));
            picture.close();
        }
        return rasters;
    }

    /** Reads until as many pictures are drawn; fails if the drawing does. */
    static List<Raster> drawn(Drawing drawing, int images) {
        TreeMap<Integer, Raster> rasters = new TreeMap<>();
        for (DrawingEvent event : events(drawing, images)) {
            if (event instanceof Drawn drawn) {
                rasters.put(drawn.picture(), drawn.raster());
            } else if (event instanceof Failed failed) {
                throw new AssertionError(failed);
            }
        }
        return List.copyOf(rasters.values());
    }

    /** All events up to the last picture's or the failure. */
    static List<DrawingEvent> events(Drawing drawing, int images) {
        List<DrawingEvent> events = new ArrayList<>();
        int left = images;
        while (left > 0) {
            DrawingEvent event = next(drawing);
            events.add(event);
            left = event instanceof Failed ? 0 : event instanceof Drawn ? left - 1 : left;
        }
        return events;
    }

    static DrawingEvent next(Drawing drawing) {
        try {
            Optional<DrawingEvent> event = drawing.next(PATIENCE);
            return event.orElseThrow(() -> new AssertionError("nothing is heard of the drawing"));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Failed failure(Drawing drawing) {
        List<DrawingEvent> events = events(drawing, 1);
        return (Failed) events.get(events.size() - 1);
    }

    static List<Progress> progress(List<DrawingEvent> events) {
        return events.stream()
                .filter(Progress.class::isInstance)
                .map(Progress.class::cast)
                .toList();
    }
}
