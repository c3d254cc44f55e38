package io.darkroom.bench.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.testkit.Ledger;
import io.darkroom.testkit.Redis;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One run: load from begin to end, and one fault after another, each waited for until what was in flight has ended. */
final class Soak {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int IN_FLIGHT = 20;
    private static final Duration STUCK_AFTER = Duration.ofMinutes(5);
    /** In it nothing is done to anything. */
    private static final Duration WARM_UP = Duration.ofMinutes(1);

    /** So long, and no more than a third of the whole, no process is ended any more. */
    private static final Duration SPARING = Duration.ofMinutes(10);

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration TELL = Duration.ofSeconds(30);
    private static final long STEP_MILLIS = 100;

    private final SoakedSystem system;
    private final Consumer<String> notices;
    private final RandomGenerator random;
    private final long seed;
    private final Ledger ledger = new Ledger();
    private final Growth growth = new Growth();
    private final Map<Fault, List<Double>> recoveries = new TreeMap<>();
    private final Caller caller;
    private final SteadyLoad load;
    private long begunNanos;
    private long lookedNanos;
    private long toldNanos;

    Soak(SoakedSystem system, long seed, Consumer<String> notices) {
        this.system = system;
        this.seed = seed;
        this.notices = notices;
        this.random = new SplittableRandom(seed);
        this.caller = new Caller(system, STUCK_AFTER);
        this.load = new SteadyLoad(caller, ledger, STUCK_AFTER);
    }

    /** Runs so long, and some more until all jobs have ended. */
    Findings run(Duration time) throws InterruptedException {
        begunNanos = System.nanoTime();
        lookedNanos = begunNanos;
        toldNanos = begunNanos;
        try (Redis events = system.redis()) {
            listen(events);
            load.start(IN_FLIGHT, seed);
            restFor(WARM_UP);
            Duration sparing = Duration.ofNanos(Math.min(SPARING.toNanos(), time.toNanos() / 3));
            inflictUntil(time.minus(sparing), List.of(Fault.values()));
            notices.accept(at() + " from now on no process is ended");
            inflictUntil(time, Fault.sparing());
            notices.accept("no more faults; the last jobs end");
            load.end();
            look();
        }
        return new Findings(
                ledger.accepted(),
                ledger.ends(),
                load.objections(),
                load.seconds(),
                recoveries,
                growth,
                caller.unexpected(),
                elapsed());
    }

    private void listen(Redis events) {
        events.call("SUBSCRIBE", "darkroom.events");
        Thread thread = new Thread(() -> read(events), "events");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Redis events) {
        try {
            while (true) {
                if (events.await() instanceof List<?> message && message.size() == 3) {
                    ledger.seen(JSON.readTree(message.get(2).toString()));
                }
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException closed) {
            // The end of the run.
        }
    }

    private void inflictUntil(Duration end, List<Fault> faults) throws InterruptedException {
        while (elapsed().compareTo(end) < 0) {
            inflict(faults.get(random.nextInt(faults.size())));
            restFor(Duration.ofSeconds(random.nextInt(3, 13)));
        }
    }

    /** Until all that was accepted and had not ended when the fault began has ended. */
    private void inflict(Fault fault) throws InterruptedException {
        Set<String> inFlight = ledger.open();
        notices.accept(at() + " " + fault.label());
        long begun = System.nanoTime();
        fault.inflict(system, random);
        while (!inFlight.stream().allMatch(ledger::hasEnded) && System.nanoTime() - begun < STUCK_AFTER.toNanos()) {
            step();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        recoveries.computeIfAbsent(fault, first -> new ArrayList<>()).add(seconds);
        notices.accept(String.format("%s   what was in flight had ended %.1f s later", at(), seconds));
    }

    private void restFor(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            step();
        }
    }

    private void step() throws InterruptedException {
        long now = System.nanoTime();
        if (now - lookedNanos >= LOOK.toNanos()) {
            lookedNanos = now;
            look();
        }
        if (now - toldNanos >= TELL.toNanos()) {
            toldNanos = now;
            notices.accept(String.format(
                    "%s accepted %d, ended %s, in flight %d, wrong %d",
                    at(),
                    ledger.accepted(),
                    ledger.ends(),
                    ledger.open().size(),
                    load.objections().size()));
        }
        Thread.sleep(STEP_MILLIS);
    }

    private void look() {
        growth.note("launcher with Kafka", Size.of(ProcessHandle.current().pid()));
        for (String part : system.names()) {
            growth.note(part, system.parts().find(part).map(ProcessHandle::pid).flatMap(Size::of));
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    private String at() {
        Duration elapsed = elapsed();
        return String.format("%02d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
    }
}
