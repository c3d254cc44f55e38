package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.pipeline.StepShape;
import io.darkroom.diffusion.pipeline.TestModels;
import java.util.ArrayList;
import java.util.List;

/** A device in simulated time: a call takes as long as its costs say, and whatever is done in it waits for the next. */
final class Simulation {
    static final long MILLISECOND = 1_000_000;

    private final Costs costs = new Costs() {
        @Override
        public double seconds(CallKind kind, int rows) {
            return Simulation.seconds(kind, rows);
        }

        @Override
        public int worthwhile(CallKind kind, int waiting) {
            return waiting;
        }
    };

    private final TickPolicy policy;
    private final List<Subject> waiting = new ArrayList<>();
    private final List<Batch<Subject>> made = new ArrayList<>();
    private long now;

    Simulation(Sharing sharing) {
        policy = new TickPolicy(sharing, costs);
    }

    /** 10 ms and 2 ms a row at 128 pixels, growing with the area. */
    private static double seconds(CallKind kind, int rows) {
        double area = kind.shape().width() * kind.shape().height() / (128.0 * 128);
        return area * (10 + 2 * rows) / 1e3;
    }

    /** A picture that is begun, stepped and decoded. */
    static final class Subject implements Task {
        private final Lane lane;
        private final Object owner;
        private final int side;
        private final int rows;
        private final int steps;
        private int calls;
        private long since;
        private long longestWait;
        private long finished;

        Subject(Lane lane, Object owner, int side, int rows, int steps) {
            this.lane = lane;
            this.owner = owner;
            this.side = side;
            this.rows = rows;
            this.steps = steps;
        }

        @Override
        public CallKind kind() {
            Stage stage = calls == 0 ? Stage.BEGIN : calls > steps ? Stage.DECODE : Stage.STEP;
            return new CallKind(TestModels.get("shapes"), "shapes", stage, new StepShape(side, side, 77, 0));
        }

        @Override
        public int rows() {
            return rows;
        }

        @Override
        public Lane lane() {
            return lane;
        }

        @Override
        public Object owner() {
            return owner;
        }

        @Override
        public long since() {
            return since;
        }

        @Override
        public boolean isAlone() {
            return false;
        }

        boolean isFinished() {
            return calls == steps + 2;
        }

        long longestWait() {
            return longestWait;
        }

        long finished() {
            return finished;
        }
    }

    void arrive(Subject subject) {
        subject.since = now;
        waiting.add(subject);
    }

    long now() {
        return now;
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    List<Batch<Subject>> made() {
        return made;
    }

    void idleFor(long nanos) {
        now += nanos;
    }

    /** Makes one call; there must be something that waits. */
    void tick() {
        Batch<Subject> batch = policy.next(waiting, now);
        for (Subject subject : batch.tasks()) {
            subject.longestWait = Math.max(subject.longestWait, now - subject.since);
        }
        long nanos = (long) (seconds(batch.kind(), batch.rows()) * 1e9);
        now += nanos;
        policy.done(batch, nanos, now);
        made.add(batch);
        for (Subject subject : batch.tasks()) {
            subject.calls++;
            subject.since = now;
            subject.finished = now;
        }
        waiting.removeIf(Subject::isFinished);
    }

    void untilIdle() {
        while (!isIdle()) {
            tick();
        }
    }
}
