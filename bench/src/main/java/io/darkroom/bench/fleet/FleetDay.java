package io.darkroom.bench.fleet;

import io.darkroom.bench.measure.Spread;
import io.darkroom.core.job.Lane;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a fleet's jobs.
 *
 * @param plan of the fleet
 * @param admitted all jobs that were taken in
 * @param refused how many were not
 * @param utilisation share of the time that cards computed, while jobs came in
 * @param seconds until the last job had ended
 */
record FleetDay(FleetPlan plan, List<SimulatedJob> admitted, int refused, double utilisation, double seconds) {
    /** Copies the list. */
    FleetDay {
        admitted = List.copyOf(admitted);
    }

    /** The same of one model's jobs alone. */
    FleetDay only(String model) {
        List<SimulatedJob> jobs = admitted.stream()
                .filter(job -> job.spec().model().equals(model))
                .toList();
        return new FleetDay(plan, jobs, refused, utilisation, seconds);
    }

    /** Jobs that were never drawn. */
    long lost() {
        return admitted.stream().filter(job -> !job.isEnded()).count();
    }

    /** Jobs that more than one worker took. */
    long takenAgain() {
        return admitted.stream().filter(job -> job.attempts() > 1).count();
    }

    /** Seconds below which the given share of a lane's jobs was taken up. */
    double wait(Lane lane, double share) {
        double[] waits =
                in(lane).mapToDouble(SimulatedJob::secondsWaited).sorted().toArray();
        return waits.length == 0 ? 0 : Spread.quantile(waits, share);
    }

    /** How many times as long as on a card of its own the given share of a lane's jobs took at most, waiting included. */
    double slowdown(Lane lane, double share) {
        double[] slowdowns =
                in(lane).mapToDouble(job -> 1 / job.pace()).sorted().toArray();
        return slowdowns.length == 0 ? 1 : Spread.quantile(slowdowns, share);
    }

    /** How alike the owners of a lane are served: Jain's index of the average pace of each one's jobs. */
    double fairness(Lane lane) {
        Map<String, Double> paces = in(lane).collect(
                        Collectors.groupingBy(SimulatedJob::owner, Collectors.averagingDouble(SimulatedJob::pace)));
        return jain(paces.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** 1 if all are equal, 1 / n if one of n has all. */
    static double jain(double... shares) {
        double sum = 0;
        double squares = 0;
        for (double share : shares) {
            sum += share;
            squares += share * share;
        }
        return squares == 0 ? 1 : sum * sum / (shares.length * squares);
    }

    private Stream<SimulatedJob> in(Lane lane) {
        return admitted.stream().filter(job -> job.spec().lane() == lane && job.isEnded());
    }
}
