package io.darkroom.bench.fleet;

import io.darkroom.worker.slot.Post;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One consumer of a worker, and the job that it holds. */
final class SimulatedSlot {
    private final SimulatedWorker worker;
    private final SimulatedLane lane;
    private final Post post;
    private @Nullable SimulatedJob job;
    private boolean member;
    private boolean closed;

    SimulatedSlot(SimulatedWorker worker, SimulatedLane lane, Post post) {
        this.worker = worker;
        this.lane = lane;
        this.post = post;
    }

    Post post() {
        return post;
    }

    SimulatedLane lane() {
        return lane;
    }

    /** Becomes a member if the group has room. */
    boolean join() {
        member = lane.join();
        return member;
    }

    void leave() {
        closed = true;
        if (member) {
            member = false;
            lane.leave(this);
        }
    }

    boolean isClosed() {
        return closed;
    }

    void take(SimulatedJob given) {
        job = given;
        post.taken();
        worker.begin(this, given);
    }

    /** The job in hand. */
    SimulatedJob job() {
        return Objects.requireNonNull(job);
    }

    /** Lets go of it. */
    SimulatedJob letGo() {
        SimulatedJob held = job();
        job = null;
        post.settled();
        return held;
    }
}
