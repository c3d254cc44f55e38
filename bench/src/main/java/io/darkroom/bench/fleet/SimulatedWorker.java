package io.darkroom.bench.fleet;

import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.Lane;
import io.darkroom.diffusion.engine.SimulatedCall;
import io.darkroom.diffusion.engine.SimulatedEngine;
import io.darkroom.diffusion.engine.SimulatedOrder;
import io.darkroom.worker.slot.Post;
import io.darkroom.worker.slot.ServedLane;
import io.darkroom.worker.slot.SlotLimits;
import io.darkroom.worker.slot.Staffing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One process: the engine chooses its calls, {@link Staffing} its slots, as in a worker. It works from its making until it is
 * killed or told to stop, and never again: whoever starts again is another.
 */
final class SimulatedWorker {
    private static final int MOST_SLOTS = 64;
    /** From the opening of a consumer to its first record. */
    private static final Duration JOINING = Duration.ofSeconds(1);

    private static final Duration REST_AFTER_TROUBLE = Duration.ofSeconds(2);
    /** More seldom than the half second of a worker, but each job that is taken is an occasion too. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Timeline time;
    private final List<String> models;
    private final List<ServedLane> served;
    private final Function<ServedLane, SimulatedLane> lanes;
    private final Consumer<SimulatedJob> onEnd;
    private final BooleanSupplier goOn;
    private final SimulatedEngine engine;
    private final Staffing staffing;
    private final Map<Post, SimulatedSlot> slots = new LinkedHashMap<>();
    private final Map<SimulatedOrder, SimulatedSlot> drawing = new LinkedHashMap<>();
    private final long since;
    private boolean stopping;
    private boolean gone;
    private boolean placing;
    private boolean placeAgain;
    private boolean counted;
    private long busyNanos;
    private int opened;

    /**
     * Begins to work.
     *
     * @param models it serves
     * @param lanes of all models
     * @param onEnd is told of each job that is drawn
     * @param goOn whether jobs may still come
     */
    SimulatedWorker(
            Timeline time,
            FleetPlan plan,
            List<String> models,
            Function<ServedLane, SimulatedLane> lanes,
            Consumer<SimulatedJob> onEnd,
            BooleanSupplier goOn) {
        this.time = time;
        this.models = models;
        this.lanes = lanes;
        this.onEnd = onEnd;
        this.goOn = goOn;
        engine = new SimulatedEngine(plan.sharing());
        served = models.stream()
                .flatMap(model -> List.of(Lane.values()).stream().map(lane -> new ServedLane(model, lane)))
                .toList();
        staffing = new Staffing(
                new SlotLimits(OptionalInt.empty(), MOST_SLOTS),
                served,
                model -> SlotLimits.useful(engine.worthwhile(model)));
        since = time.now();
        lookAgainAndAgain();
    }

    private void lookAgainAndAgain() {
        if (isTaking() && goOn.getAsBoolean()) {
            place();
            time.in(LOOK, this::lookAgainAndAgain);
        }
    }

    /** As {@code Slots} does it: at each job that is taken, and now and then. */
    private void place() {
        if (placing) {
            placeAgain = true;
            return;
        }
        placing = true;
        do {
            placeAgain = false;
            Set<ServedLane> waiting = staffing.isScarce(slots.keySet()) ? waiting() : Set.of();
            staffing.retirements(slots.keySet(), waiting).forEach(this::retire);
            staffing.openings(slots.keySet(), waiting).forEach(this::open);
        } while (placeAgain);
        placing = false;
    }

    private Set<ServedLane> waiting() {
        return served.stream().filter(lane -> lanes.apply(lane).isWaitedIn()).collect(Collectors.toUnmodifiableSet());
    }

    private void retire(Post post) {
        post.retire();
        if (!post.isBusy()) {
            close(post);
        }
    }

    private void close(Post post) {
        SimulatedSlot slot = slots.remove(post);
        if (slot != null) {
            slot.leave();
        }
    }

    private void open(ServedLane lane) {
        Post post = new Post(lane + "-" + opened++, lane, () -> {}, time::now);
        SimulatedSlot slot = new SimulatedSlot(this, lanes.apply(lane), post);
        slots.put(post, slot);
        time.in(JOINING, () -> join(slot));
    }

    private void join(SimulatedSlot slot) {
        if (slot.isClosed()) {
            return;
        }
        if (slot.join()) {
            slot.lane().free(slot);
        } else if (goOn.getAsBoolean()) {
            time.in(REST_AFTER_TROUBLE, () -> join(slot));
        }
    }

    /** A slot has been handed a job. */
    void begin(SimulatedSlot slot, SimulatedJob job) {
        job.takenUp(time.now());
        JobSpec spec = job.spec();
        SimulatedOrder order = new SimulatedOrder(
                spec.model(),
                spec.width(),
                spec.height(),
                spec.stepsTaken(),
                spec.guidanceScale() > 1,
                job.imagesLeft(),
                io.darkroom.diffusion.engine.Lane.valueOf(spec.lane().name()));
        drawing.put(order, slot);
        engine.add(order, time.now());
        tick();
        place();
    }

    private void tick() {
        for (Optional<SimulatedCall> call = engine.begin(time.now());
                call.isPresent();
                call = engine.begin(time.now())) {
            SimulatedCall begun = call.get();
            long nanos = Math.round(Card.seconds(begun) * 1e9);
            busyNanos += nanos;
            time.at(time.now() + nanos, () -> end(begun));
        }
    }

    private void end(SimulatedCall call) {
        if (gone) {
            return;
        }
        List<SimulatedOrder> done = engine.end(call, time.now());
        if (call.isStep()) {
            call.orders().forEach(this::stepped);
        }
        done.forEach(this::drawn);
        tick();
    }

    private void stepped(SimulatedOrder order) {
        SimulatedSlot slot = drawing.get(order);
        if (slot != null) {
            slot.lane().drawn(slot.job().costOfStep());
        }
    }

    private void drawn(SimulatedOrder order) {
        SimulatedSlot slot = drawing.remove(order);
        if (slot == null) {
            return;
        }
        SimulatedJob job = slot.letGo();
        slot.lane().putDown(0);
        job.ended(time.now());
        onEnd.accept(job);
        if (stopping || slot.post().isRetired()) {
            close(slot.post());
        } else {
            slot.lane().free(slot);
        }
        slot.lane().settled();
    }

    /** Takes nothing more; what is still in hand after {@code patience} is given back, and then it is gone. */
    void stop(Duration patience) {
        stopping = true;
        List.copyOf(slots.values()).stream()
                .filter(slot -> !slot.post().isBusy())
                .forEach(slot -> close(slot.post()));
        time.in(patience, () -> leave(Duration.ZERO));
    }

    /** Ends at once; the jobs in hand are found again when their leases have run out. */
    void kill(Duration lease) {
        leave(lease);
    }

    private void leave(Duration lease) {
        if (gone) {
            return;
        }
        gone = true;
        List<SimulatedSlot> all = List.copyOf(slots.values());
        slots.clear();
        all.forEach(SimulatedSlot::leave);
        drawing.forEach((order, slot) -> {
            SimulatedLane lane = slot.lane();
            SimulatedJob job = slot.letGo();
            lane.putDown(job.costLeft() - order.stepsDone() * job.costOfStep());
            job.handedOver(order.imagesDone());
            time.in(lease, () -> lane.comesBack(job));
        });
        drawing.clear();
    }

    /** True the first time. */
    boolean count() {
        boolean first = !counted;
        counted = true;
        return first;
    }

    boolean isTaking() {
        return !stopping && !gone;
    }

    List<String> models() {
        return models;
    }

    /** Most jobs of a model in hand from each lane. */
    int most(String model) {
        return staffing.most(model);
    }

    OptionalDouble secondsPerStep(String model, int width, int height) {
        return engine.secondsPerStep(model, width, height);
    }

    /** Nanoseconds that its card has computed, those of calls under way to their ends. */
    long busyNanos() {
        return busyNanos;
    }

    long since() {
        return since;
    }
}
