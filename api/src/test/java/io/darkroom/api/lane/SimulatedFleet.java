package io.darkroom.api.lane;

import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Workers that share their speed among their busy slots and take jobs in order, by a clock that only this class moves. */
final class SimulatedFleet {
    private final List<Worker> workers = new ArrayList<>();
    private final Deque<Job> waiting = new ArrayDeque<>();
    private double now;

    /** Adds a worker that draws so many kilopixel-steps a second with all its slots together. */
    void add(double speed, int slots) {
        workers.add(new Worker(speed, slots, new ArrayList<>()));
    }

    double now() {
        return now;
    }

    List<Job> waiting() {
        return List.copyOf(waiting);
    }

    List<Job> inHand() {
        return workers.stream().flatMap(worker -> worker.busy.stream()).toList();
    }

    void submit(Job job) {
        waiting.add(job);
        takeUp();
    }

    void delete(Job job) {
        waiting.remove(job);
    }

    /** Lets time pass. */
    void until(double time) {
        double next = nextEnd();
        while (next <= time) {
            pass(next);
            workers.forEach(worker -> worker.busy.removeIf(job -> job.left <= 1e-9 && job.end(now)));
            takeUp();
            next = nextEnd();
        }
        pass(time);
    }

    private double nextEnd() {
        return workers.stream()
                .flatMap(worker -> worker.busy.stream().map(job -> now + job.left / worker.share()))
                .min(Double::compare)
                .orElse(Double.POSITIVE_INFINITY);
    }

    private void pass(double time) {
        for (Worker worker : workers) {
            double drawn = (time - now) * worker.share();
            worker.busy.forEach(job -> job.left -= drawn);
        }
        now = time;
    }

    private void takeUp() {
        for (Worker worker : workers) {
            while (worker.busy.size() < worker.slots && !waiting.isEmpty()) {
                Job job = waiting.remove();
                job.begun = now;
                worker.busy.add(job);
            }
        }
    }

    /** A job on its way; times are of the simulated clock, NaN until they come. */
    static final class Job {
        final JobId id = JobId.random();
        final JobSpec spec;
        final double cost;
        final long place;
        final double costBefore;
        double begun = Double.NaN;
        double ended = Double.NaN;
        private double left;

        Job(JobSpec spec, double cost, long place, double costBefore) {
            this.spec = spec;
            this.cost = cost;
            this.place = place;
            this.costBefore = costBefore;
            this.left = cost;
        }

        double left() {
            return left;
        }

        private boolean end(double time) {
            ended = time;
            return true;
        }
    }

    private record Worker(double speed, int slots, List<Job> busy) {
        /** Of one busy slot. */
        double share() {
            return speed / Math.max(1, busy.size());
        }
    }
}
