package io.darkroom.worker.draw;

import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.diffusion.engine.Drawing;
import io.darkroom.diffusion.engine.DrawingEvent;
import io.darkroom.diffusion.pipeline.PngEncoder;
import io.darkroom.diffusion.pipeline.Raster;
import io.darkroom.diffusion.shelf.ModelLease;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** A drawing in the engine's hands, with all that must stay open for it. */
final class EnginePainting implements Painting {
    private final Begin begin;
    private final ModelLease room;
    private final Drawing drawing;

    EnginePainting(Begin begin, ModelLease room, Drawing drawing) {
        this.begin = begin;
        this.room = room;
        this.drawing = drawing;
    }

    @Override
    public Optional<News> next(Duration patience) {
        try {
            return drawing.next(patience).map(EnginePainting::news);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private static News news(DrawingEvent event) {
        if (event instanceof DrawingEvent.Progress progress) {
            return new News.Progress(progress.picture(), progress.step(), progress.steps());
        }
        if (event instanceof DrawingEvent.Drawn drawn) {
            return new News.Drawn(drawn.picture(), png(drawn.raster()));
        }
        if (event instanceof DrawingEvent.Failed failed) {
            return fail(failed);
        }
        throw new IllegalStateException("a preview that nobody asked for");
    }

    private static News fail(DrawingEvent.Failed failed) {
        switch (failed.failure()) {
            case OUT_OF_MEMORY -> throw new OutOfMemoryError("no room for a picture");
            case CALL_FAILED -> throw new EngineFailure(failed.error());
            case STOPPED -> throw new EngineStopped();
        }
        throw new IllegalStateException("no such failure");
    }

    private static PictureBytes png(Raster raster) {
        try {
            return PictureBytes.takingOver(PngEncoder.encode(raster));
        } finally {
            Arrays.fill(raster.rgb(), (byte) 0);
        }
    }

    @Override
    public Duration inCall() {
        return drawing.inCall();
    }

    @Override
    public void cancel() {
        drawing.cancel();
    }

    /** The model last: the engine may use it until it has let go. */
    @Override
    public void close() {
        drawing.close();
        room.close();
        begin.close();
    }
}
