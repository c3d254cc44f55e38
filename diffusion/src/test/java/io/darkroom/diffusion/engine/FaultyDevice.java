package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.pipeline.Picture;
import io.darkroom.diffusion.pipeline.Raster;
import io.darkroom.diffusion.pipeline.Series;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** The real device, with little memory, with pictures that it fails on, and held up as a test wants it. */
final class FaultyDevice implements Device {
    private static final int UNLIMITED = 1_000_000;

    private final Queue<Integer> stepRows = new ConcurrentLinkedQueue<>();
    private final Set<Long> poison = ConcurrentHashMap.newKeySet();
    private final Semaphore calls = new Semaphore(0);
    private volatile boolean heldUp;
    private volatile int memoryRows = UNLIMITED;
    private volatile int memoryPictures = UNLIMITED;
    private final AtomicInteger rowsUnderWay = new AtomicInteger();
    private final Queue<StableDiffusion> freed = new ConcurrentLinkedQueue<>();

    /** From now on a U-Net call finds no memory while those under way have more rows together. */
    FaultyDevice withMemoryForRows(int rows) {
        memoryRows = rows;
        return this;
    }

    /** From now on decodings of more pictures find no memory. */
    FaultyDevice withMemoryForDecoding(int pictures) {
        memoryPictures = pictures;
        return this;
    }

    /** From now on calls with the picture of that seed fail. */
    FaultyDevice failingOn(long seed) {
        poison.add(seed);
        return this;
    }

    /** From now on each U-Net call waits for {@link #letPass}. */
    FaultyDevice heldUp() {
        heldUp = true;
        return this;
    }

    boolean isHoldingUp() {
        return isHoldingUp(1);
    }

    boolean isHoldingUp(int howMany) {
        return calls.getQueueLength() >= howMany;
    }

    void letPass(int howMany) {
        calls.release(howMany);
    }

    void letAllPass() {
        heldUp = false;
        calls.release(UNLIMITED);
    }

    /** Rows of the U-Net calls that succeeded. */
    List<Integer> stepRows() {
        return List.copyOf(stepRows);
    }

    /** Models whose buffers were given back. */
    List<StableDiffusion> freed() {
        return List.copyOf(freed);
    }

    @Override
    public List<List<Picture>> begin(StableDiffusion model, List<Series> all, Cancellation cancellation) {
        return SESSIONS.begin(model, all, cancellation);
    }

    @Override
    public void step(StableDiffusion model, List<Picture> pictures, Cancellation cancellation) {
        int rows = pictures.stream().mapToInt(Picture::rows).sum();
        rowsUnderWay.addAndGet(rows);
        try {
            if (heldUp) {
                calls.acquireUninterruptibly();
            }
            check(rowsUnderWay.get(), memoryRows, pictures);
            SESSIONS.step(model, pictures, cancellation);
            stepRows.add(rows);
        } finally {
            rowsUnderWay.addAndGet(-rows);
        }
    }

    @Override
    public List<Raster> decode(StableDiffusion model, List<Picture> pictures, Cancellation cancellation) {
        check(pictures.size(), memoryPictures, pictures);
        return SESSIONS.decode(model, pictures, cancellation);
    }

    @Override
    public void freeBuffers(StableDiffusion model) {
        freed.add(model);
        SESSIONS.freeBuffers(model);
    }

    private void check(int size, int memory, List<Picture> pictures) {
        if (size > memory) {
            throw new OutOfMemoryError("Cannot reserve direct buffer memory");
        }
        if (pictures.stream().anyMatch(picture -> poison.contains(picture.seed()))) {
            throw new IllegalStateException("made to fail");
        }
    }
}
