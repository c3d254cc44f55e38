package io.darkroom.api.lane;

import io.darkroom.api.catalog.ModelCatalog;
import io.darkroom.api.catalog.ServedModel;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.core.job.DrawingCost;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.JobState;
import io.darkroom.core.job.Lane;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How long jobs are likely to wait and draw, from the lanes and from the speeds that workers measured. {@link Pace} tells how
 * far it may be off; docs/queue.md says it to callers.
 */
@ApplicationScoped
public class QueueEstimate {
    private final Lanes lanes;
    private final Speeds speeds;

    /** Asks {@code lanes} for what waits and {@code catalog} for speeds. */
    public QueueEstimate(Lanes lanes, ModelCatalog catalog) {
        this.lanes = lanes;
        this.speeds = new Speeds(catalog);
    }

    /** What can be said of a job in this state. */
    public Outlook of(JobSnapshot job, JobState state) {
        if (state.isFinal()) {
            return Outlook.NONE;
        }
        return state == JobState.RUNNING ? running(job) : waiting(job);
    }

    private Outlook running(JobSnapshot job) {
        JobSpec spec = job.spec();
        double share = job.steps() == 0 ? 1 : 1 - (double) job.step() / job.steps();
        Optional<Double> seconds = speeds.of(spec.model()).map(pace -> {
            long jobs = inHand(spec, pace).jobs() + all(spec).jobs();
            return share * pace.drawing(DrawingCost.of(spec), jobs);
        });
        return new Outlook(OptionalLong.empty(), optional(seconds));
    }

    private Outlook waiting(JobSnapshot job) {
        JobSpec spec = job.spec();
        return lanes.before(job.id(), spec.model(), spec.lane())
                .map(ahead -> new Outlook(
                        OptionalLong.of(ahead.jobs()),
                        optional(speeds.of(spec.model()).map(pace -> seconds(spec, pace, ahead)))))
                .orElse(Outlook.NONE);
    }

    private double seconds(JobSpec spec, Pace pace, Ahead ahead) {
        double cost = DrawingCost.of(spec);
        InHand inHand = inHand(spec, pace);
        return pace.waiting(inHand, ahead, overtaking(spec, pace))
                + pace.drawing(cost, inHand.jobs() + ahead.jobs() + 1);
    }

    /** Seconds that a job would wait if it came now; empty before any worker has measured. */
    public OptionalDouble waiting(JobSpec spec, ServedModel model) {
        return optional(
                Pace.of(model).map(pace -> pace.waiting(inHand(spec, pace), all(spec), overtaking(spec, pace))));
    }

    private Ahead all(JobSpec spec) {
        return lanes.all(spec.model(), spec.lane());
    }

    private InHand inHand(JobSpec spec, Pace pace) {
        return lanes.inHand(spec.model(), spec.lane(), pace.slots());
    }

    /** What is drawn before the job though it waits elsewhere: interactive pictures overtake bulk ones. */
    private double overtaking(JobSpec spec, Pace pace) {
        return spec.lane() == Lane.INTERACTIVE
                ? 0
                : lanes.all(spec.model(), Lane.INTERACTIVE).cost()
                        + lanes.inHand(spec.model(), Lane.INTERACTIVE, pace.slots())
                                .left();
    }

    private static OptionalDouble optional(Optional<Double> seconds) {
        return seconds.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
