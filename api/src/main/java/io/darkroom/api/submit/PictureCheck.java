package io.darkroom.api.submit;

import io.darkroom.core.job.JobSpec;
import io.darkroom.core.picture.PictureDecoder;
import io.darkroom.core.picture.PictureRefused;
import io.darkroom.core.picture.PictureSize;
import io.darkroom.core.picture.Pixels;
import io.darkroom.core.privacy.PictureBytes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the pictures of a job, and forgets what it saw: whether they can be drawn from is told now, not when the job has
 * waited. Few at a time, since a file of some octets may hold millions of pixels; the others wait their turn.
 */
@ApplicationScoped
class PictureCheck {
    /** What the largest picture takes on its way, with room to spare. */
    private static final long OCTETS_EACH = 256 << 20;

    private final Semaphore turns = new Semaphore(turns(), true);

    private static int turns() {
        long byMemory = Runtime.getRuntime().maxMemory() / OCTETS_EACH;
        return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), byMemory));
    }

    /** Refuses a picture or mask that cannot be decoded or is not of the job's size. */
    void check(JobRequest request, JobSpec spec) {
        PictureSize size = new PictureSize(spec.width(), spec.height());
        check(JobRequest.INIT_IMAGE, request.initImage(), file -> PictureDecoder.picture(file, size));
        check(JobRequest.MASK, request.mask(), file -> PictureDecoder.mask(file, size));
    }

    private void check(String field, @Nullable PictureBytes file, Decoding decoding) {
        if (file == null) {
            return;
        }
        turns.acquireUninterruptibly();
        try (Pixels unused = decoding.of(file)) {
            // It can be decoded: that is all.
        } catch (PictureRefused e) {
            throw PictureProblems.of(field, e);
        } finally {
            turns.release();
        }
    }

    /** One way to decode. */
    @FunctionalInterface
    private interface Decoding {
        Pixels of(PictureBytes file) throws PictureRefused;
    }
}
