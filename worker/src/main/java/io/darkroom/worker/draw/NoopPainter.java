package io.darkroom.worker.draw;

import io.darkroom.core.job.JobSpec;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.diffusion.pipeline.PngEncoder;
import io.darkroom.diffusion.pipeline.Raster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Draws nothing: every picture is one black pixel, there at once, or as soon as the bench lets it. So a bench measures what is
 * around the engine.
 */
final class NoopPainter implements Painter {
    private static final byte[] PIXEL = PngEncoder.encode(new Raster(1, 1, new byte[3]));

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Optional<Path> hold;

    /** @param hold see {@link PainterChoice} */
    NoopPainter(Optional<Path> hold) {
        this.hold = hold;
    }

    @Override
    public Painting begin(JobSpec spec, PromptDocument document, int first, Lease lease) {
        return new Pixels(spec.images() - first, hold.map(folder -> folder.resolve(spec.model())));
    }

    private static final class Pixels implements Painting {
        private final int size;
        private final Optional<Path> hold;
        private int drawn;
        private volatile boolean cancelled;

        Pixels(int size, Optional<Path> hold) {
            this.size = size;
            this.hold = hold;
        }

        @Override
        public Optional<News> next(Duration patience) {
            return cancelled || drawn == size || isHeldFor(patience)
                    ? Optional.empty()
                    : Optional.of(new News.Drawn(drawn++, PictureBytes.takingOver(PIXEL.clone())));
        }

        private boolean isHeldFor(Duration patience) {
            long until = System.nanoTime() + patience.toNanos();
            while (!cancelled && hold.isPresent() && Files.exists(hold.get())) {
                if (System.nanoTime() - until >= 0) {
                    return true;
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
            return cancelled;
        }

        @Override
        public Duration inCall() {
            return Duration.ZERO;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void close() {
            cancel();
        }
    }
}
