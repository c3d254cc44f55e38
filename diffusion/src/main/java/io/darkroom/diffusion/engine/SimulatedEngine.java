package io.darkroom.diffusion.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The choices of an {@link Engine} without its device, its threads and its clock: it says which call it would make, and is
 * told when that has ended. So whole fleets can be tried out in simulated time with the code that runs in them. Confined to one
 * thread at a time.
 */
public final class SimulatedEngine {
    private final Sharing sharing;
    private final CostProfile costs = new CostProfile();
    private final Calls<SimulatedOrder.Subject> calls;
    private final List<SimulatedOrder> inHand = new ArrayList<>();

    /** With nothing to do. */
    public SimulatedEngine(Sharing sharing) {
        this.sharing = sharing;
        calls = new Calls<>(sharing, costs);
    }

    /**
     * Takes an order.
     *
     * @param now nanoseconds of any clock, the same at each call
     */
    public void add(SimulatedOrder order, long now) {
        order.placed(now);
        inHand.add(order);
    }

    /** Gives an order up; a call that it is in goes on for the others. */
    public void remove(SimulatedOrder order) {
        order.remove();
        inHand.remove(order);
    }

    /** The call that would begin now; empty if the device is busy, or nothing is due. */
    public Optional<SimulatedCall> begin(long now) {
        if (!calls.isFree()) {
            return Optional.empty();
        }
        List<SimulatedOrder.Subject> waiting = new ArrayList<>();
        for (SimulatedOrder order : inHand) {
            for (SimulatedOrder.Subject subject : order.subjects()) {
                if (!subject.isUnderWay()) {
                    waiting.add(subject);
                }
            }
        }
        return calls.begin(waiting, now).map(call -> {
            call.batch().tasks().forEach(subject -> subject.setUnderWay(true));
            return new SimulatedCall(call);
        });
    }

    /** A call has ended; answers the orders that it was the last for. */
    public List<SimulatedOrder> end(SimulatedCall simulated, long now) {
        Call<SimulatedOrder.Subject> call = simulated.call();
        List<SimulatedOrder> done = new ArrayList<>();
        for (SimulatedOrder.Subject subject : call.batch().tasks()) {
            subject.setUnderWay(false);
            subject.advance(now);
            SimulatedOrder order = subject.order();
            if (order.isDone() && !order.isRemoved() && inHand.remove(order)) {
                done.add(order);
            }
        }
        calls.succeeded(call, now);
        calls.ended(call, now);
        return done;
    }

    /** As {@link Engine#secondsPerStep}. */
    public OptionalDouble secondsPerStep(String model, int width, int height) {
        double seconds = costs.secondsPerStep(model, width, height);
        return seconds > 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }

    /** As {@link Engine#worthwhile}. */
    public int worthwhile(String model) {
        return costs.worthwhilePictures(model, sharing);
    }
}
