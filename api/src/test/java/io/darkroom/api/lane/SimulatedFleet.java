package io.darkroom.api.lane;

import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Workers that share their speed among their busy slots and take the jobs of each lane in order, by a clock that only this class
 * moves. A worker that has interactive jobs in hand leaves a tenth of its speed to its bulk ones.
 */
final class SimulatedFleet {
    private final List<Worker> workers = new ArrayList<>();
    private final Map<Lane, Deque<Job>> waiting =
            Map.of(Lane.INTERACTIVE, new ArrayDeque<>(), Lane.BULK, new ArrayDeque<>());
    private double now;

    /** Adds a worker that draws so many kilopixel-steps a second in all, and has so many slots in each lane. */
    void add(double speed, int slots) {
        workers.add(new Worker(speed, slots, new ArrayList<>()));
    }

    double now() {
        return now;
    }

    List<Job> waiting(Lane lane) {
        return List.copyOf(queue(lane));
    }

    List<Job> inHand(Lane lane) {
        return workers.stream().flatMap(worker -> worker.busy(lane).stream()).toList();
    }

    private Deque<Job> queue(Lane lane) {
        return Objects.requireNonNull(waiting.get(lane));
    }

    void submit(Job job) {
        job.submitted = now;
        queue(job.lane()).add(job);
        takeUp();
    }

    void delete(Job job) {
        queue(job.lane()).remove(job);
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
                .flatMap(worker -> worker.busy.stream().map(job -> now + job.left / worker.share(job.lane())))
                .min(Double::compare)
                .orElse(Double.POSITIVE_INFINITY);
    }

    private void pass(double time) {
        for (Worker worker : workers) {
            double passed = time - now;
            worker.busy.forEach(job -> job.left -= passed * worker.share(job.lane()));
        }
        now = time;
    }

    private void takeUp() {
        for (Worker worker : workers) {
            for (Lane lane : Lane.values()) {
                Deque<Job> queue = queue(lane);
                while (worker.busy(lane).size() < worker.slots && !queue.isEmpty()) {
                    Job job = queue.remove();
                    job.begun = now;
                    worker.busy.add(job);
                }
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
        double submitted = Double.NaN;
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

        Lane lane() {
            return spec.lane();
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
        private static final double LEFT_TO_BULK = 0.1;

        List<Job> busy(Lane lane) {
            return busy.stream().filter(job -> job.lane() == lane).toList();
        }

        /** Of one busy slot of the lane. */
        double share(Lane lane) {
            int sharing = busy(lane).size();
            if (sharing == busy.size()) {
                return speed / Math.max(1, sharing);
            }
            return speed * (lane == Lane.BULK ? LEFT_TO_BULK : 1 - LEFT_TO_BULK) / sharing;
        }
    }
}
