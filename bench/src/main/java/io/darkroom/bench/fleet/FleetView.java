package io.darkroom.bench.fleet;

import io.darkroom.api.catalog.ModelCatalog;
import io.darkroom.api.catalog.ServedModel;
import io.darkroom.api.lane.Ahead;
import io.darkroom.api.lane.InHand;
import io.darkroom.api.lane.Lanes;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.ModelOffer;
import io.darkroom.worker.slot.ServedLane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/** What the API knows of a fleet: the lanes, and what the workers last announced. */
final class FleetView implements Lanes, ModelCatalog {
    private static final int USUAL_SIDE = 512;

    private final Function<ServedLane, SimulatedLane> lanes;
    private List<ServedModel> served = List.of();

    FleetView(Function<ServedLane, SimulatedLane> lanes) {
        this.lanes = lanes;
    }

    /** The workers announce themselves. */
    void announce(Collection<SimulatedWorker> workers) {
        Map<String, List<ModelOffer>> offers = new TreeMap<>();
        for (SimulatedWorker worker : workers) {
            for (String model : worker.models()) {
                offers.computeIfAbsent(model, name -> new ArrayList<>()).add(offer(worker, model));
            }
        }
        served = offers.values().stream().map(ServedModel::of).toList();
    }

    private static ModelOffer offer(SimulatedWorker worker, String model) {
        OptionalDouble speed = worker.secondsPerStep(model, USUAL_SIDE, USUAL_SIDE);
        return new ModelOffer(
                model,
                "sd1",
                List.of(),
                8,
                64,
                2048,
                USUAL_SIDE,
                USUAL_SIDE,
                20,
                100,
                5f,
                "euler",
                List.of(),
                List.of(),
                Map.of(),
                2,
                worker.most(model),
                speed.isPresent() ? speed.getAsDouble() : null);
    }

    @Override
    public List<ServedModel> served() {
        return served;
    }

    /** Empty if no live worker serves it. */
    Optional<ServedModel> served(String model) {
        return served.stream().filter(one -> one.offer().name().equals(model)).findFirst();
    }

    @Override
    public boolean isRemembered(String model) {
        return true;
    }

    @Override
    public Optional<Ahead> before(JobId job, String model, Lane lane) {
        return Optional.empty();
    }

    @Override
    public Ahead all(String model, Lane lane) {
        return lanes.apply(new ServedLane(model, lane)).all();
    }

    @Override
    public InHand inHand(String model, Lane lane, int slots) {
        return lanes.apply(new ServedLane(model, lane)).inHand();
    }
}
