package io.darkroom.bench.soak;

import io.darkroom.testkit.Parts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What is done to the system. Each returns when the harm is over; the system may still have to recover. */
enum Fault {
    /** Nothing: shows how long jobs take by themselves. */
    NONE {
        @Override
        void inflict(SoakedSystem system, RandomGenerator random) {
            // On purpose.
        }
    },
    WORKER_KILLED(true) {
        @Override
        void inflict(SoakedSystem system, RandomGenerator random) {
            one(system, random).ifPresent(Fault::kill);
        }
    },
    WORKER_FROZEN {
        @Override
        void inflict(SoakedSystem system, RandomGenerator random) throws InterruptedException {
            Optional<ProcessHandle> worker = one(system, random);
            worker.ifPresent(process -> Parts.signal(process, "STOP"));
            rest(random, 6, 15);
            worker.ifPresent(process -> Parts.signal(process, "CONT"));
        }
    },
    WORKER_TOLD_TO_STOP(true) {
        @Override
        void inflict(SoakedSystem system, RandomGenerator random) {
            one(system, random).ifPresent(process -> {
                process.destroy();
                awaitExit(process);
            });
        }
    },
    ALL_WORKERS_KILLED(true) {
        @Override
        void inflict(SoakedSystem system, RandomGenerator random) {
            system.workers().forEach(worker -> system.parts().find(worker).ifPresent(Fault::kill));
        }
    },
    API_KILLED(true) {
        @Override
        void inflict(SoakedSystem system, RandomGenerator random) {
            system.parts().find("api").ifPresent(Fault::kill);
        }
    },
    KAFKA_RESTARTED {
        @Override
        void inflict(SoakedSystem system, RandomGenerator random) throws InterruptedException {
            system.cluster().kafka().stop();
            rest(random, 0, 20);
            system.cluster().kafka().start();
        }
    },
    POSTGRES_RESTARTED(true) {
        @Override
        void inflict(SoakedSystem system, RandomGenerator random) throws InterruptedException {
            system.cluster().postgres().stop();
            rest(random, 0, 20);
            system.cluster().postgres().start();
        }
    },
    REDIS_SLOW {
        @Override
        void inflict(SoakedSystem system, RandomGenerator random) throws InterruptedException {
            system.wayToRedis().delay(Duration.ofMillis(100));
            rest(random, 5, 30);
            system.wayToRedis().delay(Duration.ZERO);
        }
    };

    private final boolean endsProcesses;

    Fault() {
        this(false);
    }

    Fault(boolean endsProcesses) {
        this.endsProcesses = endsProcesses;
    }

    /** Those that leave every process alive, so that one which grows goes on to. */
    static List<Fault> sparing() {
        return Stream.of(values()).filter(fault -> !fault.endsProcesses).toList();
    }

    abstract void inflict(SoakedSystem system, RandomGenerator random) throws InterruptedException;

    /** As the report calls it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A worker that is there; empty if none is. */
    private static Optional<ProcessHandle> one(SoakedSystem system, RandomGenerator random) {
        List<ProcessHandle> there = system.workers().stream()
                .flatMap(worker -> system.parts().find(worker).stream())
                .toList();
        return there.isEmpty() ? Optional.empty() : Optional.of(there.get(random.nextInt(there.size())));
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        awaitExit(process);
    }

    /** A process that does not leave is a finding, not something to wait for. */
    private static void awaitExit(ProcessHandle process) {
        try {
            var unused = process.onExit().get(2, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new IllegalStateException("a process that was told to leave is still there after 2 min", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a process cannot be waited for", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void rest(RandomGenerator random, int fromSeconds, int toSeconds) throws InterruptedException {
        Thread.sleep(1000L * random.nextInt(fromSeconds, toSeconds + 1));
    }
}
