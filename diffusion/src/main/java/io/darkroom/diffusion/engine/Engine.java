package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Draws pictures of any number of orders and models on one device: tick by tick it makes the one call that is due most, with
 * all pictures that can share it, whatever their order, step, scheduler, guidance, seed or text. Pictures join and leave
 * between two ticks, and each is the one that it would be alone. {@link Sharing} says who comes first. Thread-safe.
 *
 * <p>All calls are made by one thread, since a device computes one thing at a time. It never waits for whoever ordered:
 * each {@link Drawing} is asked for its news.
 */
public final class Engine implements AutoCloseable {
    private final Sharing sharing;
    private final CostProfile costs = new CostProfile();
    private final TickPolicy policy;
    private final Caller caller;
    private final long epoch = System.nanoTime();
    private final Thread thread = new Thread(this::run, "engine");

    // On the engine's thread only.
    private final List<Commission> inHand = new ArrayList<>();

    // What follows is guarded by this lock.
    private final Object lock = new Object();
    private final Deque<Commission> arrived = new ArrayDeque<>();
    private final Deque<Rehearsal> rehearsals = new ArrayDeque<>();
    private @Nullable CallUnderWay underWay;

    private boolean closed;

    /** A call that may be cancelled as soon as nobody wants any of its tasks; a rehearsal has none, so it gives way to anything. */
    private record CallUnderWay(List<Work> tasks, Cancellation cancellation) {
        boolean isUnwanted() {
            return tasks.stream().allMatch(Work::isUnwanted);
        }
    }

    /** Starts an engine with nothing to do. */
    public Engine(Sharing sharing) {
        this(sharing, Device.SESSIONS);
    }

    Engine(Sharing sharing, Device device) {
        this.sharing = sharing;
        policy = new TickPolicy(sharing, costs);
        caller = new Caller(device, costs, this::now);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Begins to draw.
     *
     * @throws IllegalArgumentException if the request is outside the model's limits; names parameter and limit
     * @throws IllegalStateException if this is closed
     */
    public Drawing draw(Order order) {
        order.model().check(order.series());
        Drawing drawing = new Drawing(this::lookAgain);
        synchronized (lock) {
            requireOpen();
            arrived.add(new Commission(order, drawing, now()));
            lookAgain();
        }
        return drawing;
    }

    /** Finds out what calls of a model cost as soon as there is nothing else to do, for {@link Sharing#learning} at most. */
    public void learn(StableDiffusion model) {
        synchronized (lock) {
            requireOpen();
            rehearsals.add(new Rehearsal(model, sharing.learning()));
            lock.notifyAll();
        }
    }

    /** What calls were measured to take, for whoever watches. */
    public List<CallCost> costs() {
        return costs.measurements();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
    }

    private long now() {
        return System.nanoTime() - epoch;
    }

    /** Something arrived or was cancelled: ends the call under way if nobody wants it, or wakes who waits for work. */
    private void lookAgain() {
        synchronized (lock) {
            if (underWay != null && underWay.isUnwanted()) {
                underWay.cancellation().cancel();
            }
            lock.notifyAll();
        }
    }

    private void run() {
        try {
            while (takeIn()) {
                if (inHand.isEmpty()) {
                    rehearse();
                } else {
                    tick();
                }
            }
        } finally {
            letGoOfAll();
        }
    }

    /** Takes what has arrived, lets go of what is over, and waits until there is something to do; false once closed. */
    private boolean takeIn() {
        synchronized (lock) {
            inHand.stream().filter(Commission::isOver).forEach(Commission::close);
            inHand.removeIf(Commission::isOver);
            while (!closed && inHand.isEmpty() && arrived.isEmpty() && rehearsals.isEmpty()) {
                await();
            }
            inHand.addAll(arrived);
            arrived.clear();
            return !closed;
        }
    }

    private void await() {
        try {
            lock.wait();
        } catch (InterruptedException e) {
            // Nobody but a debugger has this thread to interrupt it.
            closed = true;
        }
    }

    private void tick() {
        List<Work> waiting = inHand.stream()
                .flatMap(commission -> commission.tasks().stream())
                .collect(Collectors.toList());
        long begun = now();
        Batch<Work> batch = policy.next(waiting, begun);
        Cancellation cancellation = new Cancellation();
        begin(new CallUnderWay(batch.tasks(), cancellation));
        caller.call(batch, cancellation);
        end();
        policy.done(batch, now() - begun, now());
    }

    private void rehearse() {
        Cancellation cancellation = new Cancellation();
        Rehearsal rehearsal;
        synchronized (lock) {
            if (rehearsals.isEmpty() || !arrived.isEmpty()) {
                return;
            }
            rehearsal = rehearsals.element();
            if (rehearsal.isOver()) {
                rehearsals.remove();
                return;
            }
            underWay = new CallUnderWay(List.of(), cancellation);
        }
        rehearsal.advance(cancellation, costs, this::now);
        end();
    }

    private void begin(CallUnderWay call) {
        synchronized (lock) {
            underWay = call;
            // Those cancelled since they were taken in did not find this call.
            if (closed || call.isUnwanted()) {
                call.cancellation().cancel();
            }
        }
    }

    private void end() {
        synchronized (lock) {
            underWay = null;
        }
    }

    private void letGoOfAll() {
        synchronized (lock) {
            closed = true;
            inHand.addAll(arrived);
            arrived.clear();
        }
        inHand.forEach(commission -> commission.fail(Failure.STOPPED, ""));
        inHand.clear();
    }

    /**
     * Ends the call under way; pictures that are not done are let go of, and their owners told {@link Failure#STOPPED}. Whoever
     * wants them done first waits for them before.
     */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (underWay != null) {
                underWay.cancellation().cancel();
            }
            lock.notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
