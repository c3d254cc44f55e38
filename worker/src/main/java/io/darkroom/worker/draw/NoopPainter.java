package io.darkroom.worker.draw;

import io.darkroom.core.job.JobSpec;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.diffusion.pipeline.PngEncoder;
import io.darkroom.diffusion.pipeline.Raster;
import java.time.Duration;
import java.util.Optional;

/** Draws nothing: every picture is one black pixel, there at once. So a bench measures what is around the engine. */
final class NoopPainter implements Painter {
    private static final byte[] PIXEL = PngEncoder.encode(new Raster(1, 1, new byte[3]));

    @Override
    public Painting begin(JobSpec spec, PromptDocument document, int first, Lease lease) {
        return new Pixels(spec.images() - first);
    }

    private static final class Pixels implements Painting {
        private final int size;
        private int drawn;
        private volatile boolean cancelled;

        Pixels(int size) {
            this.size = size;
        }

        @Override
        public Optional<News> next(Duration patience) {
            return cancelled || drawn == size
                    ? Optional.empty()
                    : Optional.of(new News.Drawn(drawn++, PictureBytes.takingOver(PIXEL.clone())));
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
