package io.darkroom.bench.fleet;

import io.darkroom.api.admission.Admission;
import io.darkroom.api.catalog.ServedModel;
import io.darkroom.api.config.AdmissionConfig;
import io.darkroom.api.lane.QueueEstimate;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.job.JobSpec;
import io.darkroom.worker.slot.ServedLane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A fleet's day from its first job to the end of its last. */
final class Fleet {
    /** As long as a worker's lease. */
    private static final Duration LEASE = Duration.ofSeconds(30);
    /** As long as a worker that stops waits for its jobs. */
    private static final Duration DRAIN = Duration.ofSeconds(20);
    /** From the start of a process until it works. */
    private static final Duration START = Duration.ofSeconds(20);

    /** More seldom than the two seconds of a worker, which at 10,000 of them would be most of the simulation. */
    private static final Duration ANNOUNCEMENT = Duration.ofSeconds(10);

    private final FleetPlan plan;
    private final Timeline time = new Timeline();
    private final SplittableRandom random;
    private final Map<ServedLane, SimulatedLane> lanes = new HashMap<>();
    private final FleetView view = new FleetView(this::lane);
    private final Admission admission;
    private final SimulatedWorker[] workers;
    private final List<SimulatedJob> admitted = new ArrayList<>();
    private int refused;
    private int ended;
    private double busySeconds;
    private double workerSeconds;

    private Fleet(FleetPlan plan, AdmissionConfig limits) {
        this.plan = plan;
        random = new SplittableRandom(plan.seed());
        workers = new SimulatedWorker[plan.workers()];
        admission = new Admission(OptionalDouble::empty, new QueueEstimate(view, view), limits, time.clock());
    }

    static FleetDay live(FleetPlan plan) {
        return live(plan, new UsualLimits());
    }

    static FleetDay live(FleetPlan plan, AdmissionConfig limits) {
        return new Fleet(plan, limits).live();
    }

    private FleetDay live() {
        for (int number = 0; number < workers.length; number++) {
            start(number);
        }
        new Demand(plan, time, random.split(), this::submit).begin();
        announce();
        planDeaths();
        if (plan.waves() > 0) {
            time.in(plan.horizon().dividedBy(2), () -> rollOut(0));
        }
        time.at(plan.horizon().toNanos(), this::count);
        time.run();
        return new FleetDay(plan, admitted, refused, busySeconds / workerSeconds, time.now() / 1e9);
    }

    private SimulatedLane lane(ServedLane lane) {
        return lanes.computeIfAbsent(lane, any -> new SimulatedLane(plan.limits(), random.split()));
    }

    private void start(int number) {
        workers[number] =
                new SimulatedWorker(time, plan, Demand.models(number), this::lane, job -> ended++, this::isLive);
    }

    /** Whether anything may still come of waiting. */
    private boolean isLive() {
        return time.now() <= plan.horizon().toNanos() || ended < admitted.size();
    }

    private void announce() {
        if (isLive()) {
            view.announce(
                    List.of(workers).stream().filter(SimulatedWorker::isTaking).toList());
            time.in(ANNOUNCEMENT, this::announce);
        }
    }

    private void submit(String owner, JobSpec spec) {
        Optional<ServedModel> model = view.served(spec.model());
        try {
            admission.admit(spec, model.orElseThrow(NoWorker::new));
        } catch (NoWorker | ProblemException tooMuch) {
            refused++;
            return;
        }
        SimulatedJob job = new SimulatedJob(spec, owner, time.now());
        admitted.add(job);
        lane(new ServedLane(spec.model(), spec.lane())).submit(job);
    }

    /** What the API answers 503 to. */
    private static final class NoWorker extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoWorker() {
            super("no worker", null, false, false);
        }
    }

    private void planDeaths() {
        long deaths = plan.deaths() == 0 ? 0 : Math.max(1, Math.round(plan.deaths() * workers.length));
        for (long i = 0; i < deaths; i++) {
            int number = random.nextInt(workers.length);
            time.at((long) (random.nextDouble() * plan.horizon().toNanos()), () -> {
                if (workers[number].isTaking()) {
                    leave(number, worker -> worker.kill(LEASE), Duration.ZERO);
                }
            });
        }
    }

    /** A share of the workers after another is stopped and started again. */
    private void rollOut(int wave) {
        for (int number = wave; number < workers.length; number += plan.waves()) {
            if (workers[number].isTaking()) {
                leave(number, worker -> worker.stop(DRAIN), DRAIN);
            }
        }
        if (wave + 1 < plan.waves()) {
            time.in(DRAIN.plus(START), () -> rollOut(wave + 1));
        }
    }

    private void leave(int number, Consumer<SimulatedWorker> how, Duration until) {
        SimulatedWorker leaving = workers[number];
        how.accept(leaving);
        time.in(until.plus(START), () -> {
            countOne(leaving, time.now() - START.toNanos());
            start(number);
        });
    }

    /** Utilisation is that of the time in which jobs come in. */
    private void count() {
        for (SimulatedWorker worker : workers) {
            countOne(worker, time.now());
        }
    }

    private void countOne(SimulatedWorker worker, long until) {
        if (until <= plan.horizon().toNanos() && worker.count()) {
            busySeconds += worker.busyNanos() / 1e9;
            workerSeconds += (until - worker.since()) / 1e9;
        }
    }
}
