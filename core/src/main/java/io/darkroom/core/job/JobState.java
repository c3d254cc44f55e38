package io.darkroom.core.job;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a job stands. Each state is a type that has a method for each move that may be made from it: one that may not cannot be
 * written down.
 *
 * <pre>
 * accepted ──queue──▶ queued ──claim──▶ running ──succeed──▶ succeeded
 *                        ▲                 │ ├─────fail────▶ failed
 *                        └────give back────┘ └────expire───▶ expired
 *    accepted, queued, running ──claim──▶ running
 *                              ──give up─▶ failed
 *           any but the last ──delete──▶ cancelled
 * </pre>
 *
 * <p>The moves are made by the Lua scripts of the API and the worker, each one compare-and-set in Redis, which are told from
 * where and to where; {@code docs/job-states.md} tells who makes each of them.
 */
public sealed interface JobState {
    /** Checked and sealed; not yet on Kafka. */
    Accepted ACCEPTED = Accepted.ACCEPTED;
    /** On Kafka, waiting for a worker. */
    Queued QUEUED = Queued.QUEUED;
    /** A worker is drawing. */
    Running RUNNING = Running.RUNNING;
    /** Every picture is ready. */
    Succeeded SUCCEEDED = Succeeded.SUCCEEDED;
    /** It will not be drawn; the failure code says why. */
    Failed FAILED = Failed.FAILED;
    /** Its deadline passed before it was drawn. */
    Expired EXPIRED = Expired.EXPIRED;
    /** Its owner deleted it; a tombstone without content is all that is left. */
    Cancelled CANCELLED = Cancelled.CANCELLED;

    /** All of them, in the order in which a job may come through them. */
    static List<JobState> all() {
        return List.of(ACCEPTED, QUEUED, RUNNING, SUCCEEDED, FAILED, EXPIRED, CANCELLED);
    }

    /** Those in which a job is still to be drawn. */
    static List<Open> open() {
        return List.of(ACCEPTED, QUEUED, RUNNING);
    }

    /** Its name in Java. */
    String name();

    /** Every move that may be made from it. */
    List<Move> moves();

    /** The name on the wire and in metrics; never renamed once released. */
    default String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True before a worker has it. */
    default boolean isWaiting() {
        return this == ACCEPTED || this == QUEUED;
    }

    /** True where nothing is drawn any more. */
    default boolean isFinal() {
        return !(this instanceof Open);
    }

    /**
     * Reads a wire name.
     *
     * @throws IllegalArgumentException if there is no such state
     */
    static JobState ofWireName(String name) {
        return all().stream()
                .filter(state -> state.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no such state"));
    }

    /** Its owner may delete it. */
    sealed interface Deletable extends JobState {
        /** By its owner; everything but a tombstone is erased. */
        default Move delete() {
            return new Move("delete", this, CANCELLED);
        }
    }

    /** Still to be drawn, or being drawn. */
    sealed interface Open extends Deletable {
        /** By a worker that has its record: a new attempt, also where another worker lost it. */
        default Move claim() {
            return new Move("claim", this, RUNNING);
        }

        /** By a worker that cannot read what is stored of it. */
        default Move giveUp() {
            return new Move("give_up", this, FAILED);
        }
    }

    /** The state {@link #ACCEPTED}. */
    enum Accepted implements Open {
        /** The state. */
        ACCEPTED;

        /** By the API, once Kafka has it. */
        public Move queue() {
            return new Move("queue", this, JobState.QUEUED);
        }

        @Override
        public List<Move> moves() {
            return List.of(queue(), claim(), giveUp(), delete());
        }
    }

    /** The state {@link #QUEUED}. */
    enum Queued implements Open {
        /** The state. */
        QUEUED;

        @Override
        public List<Move> moves() {
            return List.of(claim(), giveUp(), delete());
        }
    }

    /** The state {@link #RUNNING}. Its moves but the last three of {@link #moves} are its worker's. */
    enum Running implements Open {
        /** The state. */
        RUNNING;

        /** Back to the queue, unfinished. */
        public Move giveBack() {
            return new Move("give_back", this, JobState.QUEUED);
        }

        /** Every picture is handed over. */
        public Move succeed() {
            return new Move("succeed", this, JobState.SUCCEEDED);
        }

        /** It cannot be drawn. */
        public Move fail() {
            return new Move("fail", this, JobState.FAILED);
        }

        /** Its deadline has passed. */
        public Move expire() {
            return new Move("expire", this, JobState.EXPIRED);
        }

        @Override
        public List<Move> moves() {
            return List.of(giveBack(), succeed(), fail(), expire(), claim(), giveUp(), delete());
        }
    }

    /** The state {@link #SUCCEEDED}. */
    enum Succeeded implements Deletable {
        /** The state. */
        SUCCEEDED;

        @Override
        public List<Move> moves() {
            return List.of(delete());
        }
    }

    /** The state {@link #FAILED}. */
    enum Failed implements Deletable {
        /** The state. */
        FAILED;

        @Override
        public List<Move> moves() {
            return List.of(delete());
        }
    }

    /** The state {@link #EXPIRED}. */
    enum Expired implements Deletable {
        /** The state. */
        EXPIRED;

        @Override
        public List<Move> moves() {
            return List.of(delete());
        }
    }

    /** The state {@link #CANCELLED}, which none leads out of. */
    enum Cancelled implements JobState {
        /** The state. */
        CANCELLED;

        @Override
        public List<Move> moves() {
            return List.of();
        }
    }

    /** A change of state that may be made; states alone make these. */
    final class Move {
        private final String name;
        private final JobState from;
        private final JobState to;

        private Move(String name, JobState from, JobState to) {
            this.name = name;
            this.from = from;
            this.to = to;
        }

        /** What it is called in docs and tests. */
        public String name() {
            return name;
        }

        /** The state that it leaves. */
        public JobState from() {
            return from;
        }

        /** The state that it leads to. */
        public JobState to() {
            return to;
        }

        /** What a script is told of it: the state that it leads to, and the one that it leaves. */
        public List<String> words() {
            return List.of(to.wireName(), from.wireName());
        }

        /** What a script is told of a move that may be made from several states: where it leads to, and those. */
        public static List<String> words(Stream<Move> moves) {
            List<Move> all = moves.toList();
            return Stream.concat(Stream.of(all.get(0).to), all.stream().map(Move::from))
                    .map(JobState::wireName)
                    .toList();
        }

        @Override
        public String toString() {
            return name + ": " + from.wireName() + " -> " + to.wireName();
        }
    }
}
