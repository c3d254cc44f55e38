package io.darkroom.diffusion.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The calls of one device: chooses the next, knows those under way, and learns from each what such calls cost. It has no clock
 * and computes nothing, so that it works in simulated time too. Confined to one thread at a time.
 */
final class Calls<T extends Task> {
    private final Sharing sharing;
    private final CostProfile costs;
    private final TickPolicy policy;
    private final List<Call<T>> underWay = new ArrayList<>();

    Calls(Sharing sharing, CostProfile costs) {
        this.sharing = sharing;
        this.costs = costs;
        policy = new TickPolicy(sharing, costs);
    }

    /** Begins the call that is due most, if one is. */
    Optional<Call<T>> begin(Collection<? extends T> waiting, long now) {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        List<Batch<T>> batches = underWay.stream().map(Call::batch).toList();
        Occupancy device = new Occupancy(now, sharing.calls() - underWay.size(), batches);
        return policy.<T>next(waiting, device).map(batch -> {
            underWay.forEach(Call::join);
            Call<T> call = new Call<>(batch, !underWay.isEmpty(), now);
            underWay.add(call);
            return call;
        });
    }

    /** It did what it was made for, which took until now. */
    void succeeded(Call<T> call, long now) {
        if (call.isClear()) {
            Batch<T> batch = call.batch();
            double seconds = (now - call.begun()) / 1e9;
            costs.measured(batch.kind(), batch.rows(), call.isBeside(), seconds);
            if (batch.kind().stage() == Stage.STEP) {
                costs.stepped(batch.kind(), batch.tasks().size(), call.isBeside(), seconds);
            }
        }
    }

    /** It is over, well or ill. */
    void ended(Call<T> call, long now) {
        underWay.remove(call);
        policy.done(call.batch(), now - call.begun(), now);
    }

    List<Call<T>> underWay() {
        return underWay;
    }

    /** Whether the device would take another call beside those under way. */
    boolean isFree() {
        return underWay.size() < sharing.calls();
    }
}
