package io.darkroom.bench.soak;

import io.darkroom.testkit.Ledger;
import io.darkroom.testkit.Objection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

/**
 * So many jobs in flight, of both lanes, some of several pictures, some retained, some deleted however they stand: as one has
 * ended it is judged, and the next is submitted.
 */
final class SteadyLoad {
    private static final long LOOK_MILLIS = 50;
    private static final long SEED_STEP = 7919;
    private static final int ONE_DELETED_IN = 10;
    /** By then most have ended. */
    private static final int LATEST_DELETION_MILLIS = 10_000;
    /** Long enough to be judged by its pictures, and so short that Redis holds as many after ten minutes as after sixty. */
    private static final int KEPT_SECONDS = 300;

    /** Of these it is known whether their pictures must be there. */
    private static final Set<String> LOOKED_INTO = Set.of("succeeded", "cancelled");

    private final Caller caller;
    private final Ledger ledger;
    private final Duration stuckAfter;
    private final Queue<Objection> objections = new ConcurrentLinkedQueue<>();
    private final Queue<Double> seconds = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ending;

    SteadyLoad(Caller caller, Ledger ledger, Duration stuckAfter) {
        this.caller = caller;
        this.ledger = ledger;
        this.stuckAfter = stuckAfter;
    }

    /** Begins with so many jobs. */
    void start(int inFlight, long seed) {
        for (int i = 0; i < inFlight; i++) {
            RandomGenerator own = new SplittableRandom(seed + SEED_STEP * i);
            Thread thread = new Thread(() -> work(own), "caller-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void work(RandomGenerator random) {
        try {
            while (!ending) {
                int pictures = 1 + random.nextInt(3);
                Optional<Duration> deletion = random.nextInt(ONE_DELETED_IN) == 0
                        ? Optional.of(Duration.ofMillis(random.nextInt(LATEST_DELETION_MILLIS)))
                        : Optional.empty();
                one(pictures, job(random, pictures), deletion);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> job(RandomGenerator random, int pictures) {
        return Map.of(
                "ttl_seconds",
                KEPT_SECONDS,
                "prompt",
                "a red circle on a blue background",
                "width",
                64,
                "height",
                64,
                "steps",
                5 + random.nextInt(25),
                "images",
                pictures,
                "lane",
                random.nextBoolean() ? "interactive" : "bulk",
                "retain",
                random.nextInt(5) == 0);
    }

    private void one(int pictures, Map<String, Object> job, Optional<Duration> deletion) throws InterruptedException {
        Optional<String> id = caller.submit(job);
        if (id.isEmpty()) {
            objections.add(
                    new Objection(Objection.Kind.STUCK, "-", "a submission was refused or unanswered all the time"));
            return;
        }
        long begun = System.nanoTime();
        ledger.accepted(id.get(), pictures);
        if (deletion.isPresent()) {
            Thread.sleep(deletion.get().toMillis());
            ledger.deleted(id.get());
            caller.delete(id.get());
        }
        while (!ledger.hasEnded(id.get()) && System.nanoTime() - begun < stuckAfter.toNanos()) {
            Thread.sleep(LOOK_MILLIS);
        }
        if (deletion.isEmpty()) {
            seconds.add((System.nanoTime() - begun) / 1e9);
        }
        judge(id.get(), pictures);
    }

    private void judge(String job, int pictures) throws InterruptedException {
        String state = caller.state(job);
        boolean[] readable = new boolean[pictures];
        for (int picture = 0; LOOKED_INTO.contains(state) && picture < pictures; picture++) {
            readable[picture] = caller.canRead(job, picture);
        }
        objections.addAll(ledger.objections(job, state, picture -> readable[picture]));
    }

    /** Takes nothing more up, and returns when all that was accepted is judged. */
    void end() throws InterruptedException {
        ending = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** What was found so far. */
    List<Objection> objections() {
        return List.copyOf(objections);
    }

    /** Seconds from acceptance to end, job by job, of those that are judged and were not deleted. */
    double[] seconds() {
        return seconds.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
