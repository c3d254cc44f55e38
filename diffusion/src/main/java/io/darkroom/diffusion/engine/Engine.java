package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Draws pictures of any number of orders and models on one device: tick by tick it makes the call that is due most, with all
 * pictures that can share it, whatever their order, step, scheduler, guidance, seed or text. Pictures join and leave between
 * two ticks, and each is the one that it would be alone. {@link Sharing} says who comes first. Thread-safe.
 *
 * <p>Its threads make calls and nothing else: they never wait for whoever ordered, each {@link Drawing} is asked for its news.
 */
public final class Engine implements AutoCloseable {
    private final Sharing sharing;
    private final long epoch = System.nanoTime();
    private final CostProfile costs = new CostProfile();
    private final Floor floor;
    private final List<Thread> threads;
    private final AtomicInteger running;

    /** Starts an engine with nothing to do. */
    public Engine(Sharing sharing) {
        this(sharing, Device.SESSIONS);
    }

    Engine(Sharing sharing, Device device) {
        this.sharing = sharing;
        floor = new Floor(sharing, new Caller(device, costs), costs, this::now);
        running = new AtomicInteger(sharing.calls());
        threads = IntStream.range(0, sharing.calls())
                .mapToObj(i -> new Thread(this::run, "engine-" + i))
                .toList();
        for (Thread thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    private long now() {
        return System.nanoTime() - epoch;
    }

    /**
     * Begins to draw.
     *
     * @throws IllegalArgumentException if the request is outside the model's limits; names parameter and limit
     * @throws IllegalStateException if this is closed
     */
    public Drawing draw(Order order) {
        order.model().check(order.series());
        Drawing drawing = new Drawing(floor);
        floor.add(new Commission(order, drawing, now()));
        return drawing;
    }

    /**
     * Finds out what calls of a model cost while there is nothing else to do, for {@link Sharing#learning} at most. Returns when
     * that is over, or after {@code patience}; the model is not used any more then.
     *
     * @throws IllegalStateException if this is closed
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public void learn(StableDiffusion model, Duration patience) throws InterruptedException {
        Rehearsal rehearsal = new Rehearsal(model, sharing.learning());
        if (!rehearsal.isOver()) {
            floor.await(rehearsal, patience);
        }
    }

    /** How long the oldest call under way has lasted; zero if there is none. One that lasts for ever holds up everything. */
    public Duration inCall() {
        return floor.inCall();
    }

    /** Whether this takes no more orders: it was closed, or has broken. */
    public boolean isClosed() {
        return floor.isClosed();
    }

    /**
     * What a step of one picture takes of the device's time, in seconds: less than it lasts where pictures share calls. As it
     * was of late for pictures of all sizes, or as {@link #learn} found; empty if neither is known.
     *
     * @param model its name
     */
    public OptionalDouble secondsPerStep(String model, int width, int height) {
        double seconds = costs.secondsPerStep(model, width, height);
        return seconds > 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }

    /**
     * How many pictures of a model, with guidance, fill the device: more would come no sooner. What is not known yet is
     * expected to be worthwhile, so that it is tried.
     *
     * @param model its name
     * @return at least 1
     */
    public int worthwhile(String model) {
        return costs.worthwhilePictures(model, sharing);
    }

    /** What calls were measured to take, for whoever watches. */
    public List<CallCost> costs() {
        return costs.measurements();
    }

    private void run() {
        try {
            Optional<Runnable> job = floor.take();
            while (job.isPresent()) {
                job.get().run();
                job = floor.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            floor.close();
            if (running.decrementAndGet() == 0) {
                floor.letGoOfAll();
            }
        }
    }

    /**
     * Ends the calls under way; pictures that are not done are let go of, and their owners told {@link Failure#STOPPED}. Whoever
     * wants them done first waits for them before.
     */
    @Override
    public void close() {
        floor.close();
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
