package io.darkroom.bench.fleet;

import io.darkroom.core.job.DrawingCost;
import io.darkroom.core.job.JobSpec;

/** A job on its way; times are nanoseconds of the timeline, negative until they come. */
final class SimulatedJob {
    private final JobSpec spec;
    private final String owner;
    private final double cost;
    private final long submitted;
    private long taken = -1;
    private long ended = -1;
    private int attempts;
    private int drawn;

    SimulatedJob(JobSpec spec, String owner, long submitted) {
        this.spec = spec;
        this.owner = owner;
        this.submitted = submitted;
        cost = DrawingCost.of(spec);
    }

    JobSpec spec() {
        return spec;
    }

    String owner() {
        return owner;
    }

    /** In kilopixel-steps. */
    double cost() {
        return cost;
    }

    /** The same of one U-Net call of one picture. */
    double costOfStep() {
        return cost / (spec.stepsTaken() * spec.images());
    }

    /** Pictures still to be drawn. */
    int imagesLeft() {
        return spec.images() - drawn;
    }

    /** Their cost. */
    double costLeft() {
        return cost * imagesLeft() / spec.images();
    }

    /** So many pictures more were handed over, which no later attempt draws again. */
    void handedOver(int images) {
        drawn += images;
    }

    void takenUp(long now) {
        if (taken < 0) {
            taken = now;
        }
        attempts++;
    }

    void ended(long now) {
        if (ended >= 0) {
            throw new IllegalStateException("a job ends twice");
        }
        ended = now;
    }

    boolean isEnded() {
        return ended >= 0;
    }

    /** How often a worker took it. */
    int attempts() {
        return attempts;
    }

    /** Until it was first taken up. */
    double secondsWaited() {
        return (taken - submitted) / 1e9;
    }

    /** Until it was drawn. */
    double secondsUntilEnd() {
        return (ended - submitted) / 1e9;
    }

    /** Of what it took, the share that it takes on a card of its own: 1 is as fast as can be. */
    double pace() {
        return Card.secondsAlone(spec) / secondsUntilEnd();
    }
}
