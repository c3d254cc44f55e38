package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.pipeline.StepShape;
import io.darkroom.diffusion.pipeline.TestModels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A device in simulated time: a call takes as long as its costs say, and what it was made for waits for the next. */
final class Simulation {
    static final long MILLISECOND = 1_000_000;

    private final Sharing sharing;
    private final double crowding;
    private final TickPolicy policy;
    private final List<Subject> waiting = new ArrayList<>();
    private final List<Call> underWay = new ArrayList<>();
    private final List<Call> made = new ArrayList<>();
    private long now;

    /** @param crowding how many times as long a call takes beside another */
    Simulation(Sharing sharing, double crowding) {
        this.sharing = sharing;
        this.crowding = crowding;
        policy = new TickPolicy(sharing, new Costs() {
            @Override
            public double seconds(CallKind kind, int rows, boolean beside) {
                return Simulation.this.seconds(kind, rows, beside);
            }

            @Override
            public double crowding(CallKind kind, int rows) {
                return crowding;
            }

            @Override
            public int worthwhile(CallKind kind, int waiting, boolean beside) {
                return waiting;
            }
        });
    }

    /** A call and when it begins and ends. */
    record Call(Batch<Subject> batch, long begin, long end) {
        Stage stage() {
            return batch.kind().stage();
        }

        long nanos() {
            return end - begin;
        }
    }

    /** 10 ms and 2 ms a row at 128 pixels, growing with the area. */
    private double seconds(CallKind kind, int rows, boolean beside) {
        double area = kind.shape().width() * kind.shape().height() / (128.0 * 128);
        return area * (10 + 2 * rows) / 1e3 * (beside ? crowding : 1);
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

        @Override
        public boolean isUndisturbed() {
            return false;
        }

        boolean isBegun() {
            return calls > 0;
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
        return waiting.isEmpty() && underWay.isEmpty();
    }

    /** In the order in which they began. */
    List<Call> made() {
        return made;
    }

    /** Begins whatever can begin, and goes on to the end of the call that ends first. */
    void tick() {
        while (underWay.size() < sharing.calls() && begin()) {
            // Until nothing can begin.
        }
        Call ended = underWay.stream().min(Comparator.comparingLong(Call::end)).orElseThrow();
        now = ended.end();
        underWay.remove(ended);
        policy.done(ended.batch(), ended.nanos(), now);
        for (Subject subject : ended.batch().tasks()) {
            subject.calls++;
            subject.since = now;
            subject.finished = now;
            if (!subject.isFinished()) {
                waiting.add(subject);
            }
        }
    }

    private boolean begin() {
        if (waiting.isEmpty()) {
            return false;
        }
        List<Batch<Subject>> batches = underWay.stream().map(Call::batch).toList();
        Optional<Batch<Subject>> next =
                policy.next(waiting, new Occupancy(now, sharing.calls() - underWay.size(), batches));
        next.ifPresent(batch -> {
            for (Subject subject : batch.tasks()) {
                subject.longestWait = Math.max(subject.longestWait, now - subject.since);
            }
            waiting.removeAll(batch.tasks());
            double seconds = seconds(batch.kind(), batch.rows(), !underWay.isEmpty());
            Call call = new Call(batch, now, now + Math.round(seconds * 1e9));
            underWay.add(call);
            made.add(call);
        });
        return next.isPresent();
    }

    void untilIdle() {
        while (!isIdle()) {
            tick();
        }
    }
}
