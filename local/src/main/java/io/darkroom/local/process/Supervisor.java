package io.darkroom.local.process;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Keeps one child running: once it is trusted, a child that ends is started again, at once the first time, and after ever
 * longer waits, up to {@link #LONGEST_WAIT}, if it goes on ending. Thread-safe.
 */
public final class Supervisor {
    /** What the wait between two starts grows to. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final Duration STEADY = Duration.ofMinutes(1);

    private final Processes processes;
    private final Launch launch;
    private final Consumer<String> notices;

    private ServiceProcess current;
    private boolean trusted;
    private boolean stopping;
    private boolean restarting;
    private int endsInARow;
    private long startedNanos;

    private Supervisor(Processes processes, Launch launch, Consumer<String> notices) {
        this.processes = processes;
        this.launch = launch;
        this.notices = notices;
        this.current = processes.start(launch);
        this.startedNanos = System.nanoTime();
    }

    /** Starts the child for the first time. */
    public static Supervisor start(Processes processes, Launch launch, Consumer<String> notices) {
        Supervisor supervisor = new Supervisor(processes, launch, notices);
        supervisor.watch(supervisor.current);
        return supervisor;
    }

    /** The child that runs now, or the last one that did. */
    public synchronized ServiceProcess current() {
        return current;
    }

    /**
     * From now on an end is taken for an accident. Before, it is not: a child that ends while it starts for the first time
     * is set up wrongly and would end again.
     */
    public synchronized void trust() {
        trusted = true;
        if (!current.isAlive()) {
            restartLater();
        }
    }

    /** Stops the child for good. */
    public void stop() {
        ServiceProcess last;
        synchronized (this) {
            stopping = true;
            last = current;
        }
        last.stop();
    }

    private void watch(ServiceProcess process) {
        var unused = process.ended().whenComplete((nothing, failure) -> onEnd(process));
    }

    private synchronized void onEnd(ServiceProcess process) {
        if (trusted && process == current) {
            restartLater();
        }
    }

    private void restartLater() {
        if (stopping || restarting) {
            return;
        }
        restarting = true;
        boolean wasSteady = System.nanoTime() - startedNanos > STEADY.toNanos();
        endsInARow = wasSteady ? 0 : endsInARow;
        Duration wait = waitAfter(endsInARow);
        endsInARow++;
        notices.accept(launch.name() + " ended with exit code " + current.exitCode() + "; starting it again"
                + (wait.isZero() ? "" : " in " + wait.toSeconds() + " s") + " (log: " + launch.log() + ")");
        Thread starter = new Thread(() -> restart(wait), "restart-" + launch.name());
        starter.setDaemon(true);
        starter.start();
    }

    /** 0, 1, 2, 4, 8, 16, 30, 30, … seconds. */
    static Duration waitAfter(int endsInARow) {
        if (endsInARow == 0) {
            return Duration.ZERO;
        }
        long seconds = 1L << Math.min(endsInARow - 1, 10);
        return Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds()));
    }

    private void restart(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        }
        ServiceProcess next;
        synchronized (this) {
            if (stopping) {
                return;
            }
            next = processes.start(launch);
            current = next;
            restarting = false;
            startedNanos = System.nanoTime();
        }
        watch(next);
    }
}
