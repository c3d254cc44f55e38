package io.darkroom.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One child process of a local run. Thread-safe. */
public final class ServiceProcess {
    private final Launch launch;
    private final Process process;
    private final CompletableFuture<Void> ended;

    ServiceProcess(Launch launch, Process process, Runnable afterEnd) {
        this.launch = launch;
        this.process = process;
        this.ended = process.onExit().thenRun(afterEnd);
    }

    /** What people call it. */
    public String name() {
        return launch.name();
    }

    /** Where its output goes. */
    public Path log() {
        return launch.log();
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it ended with; ask only once it has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Completes once it has ended, for whatever reason. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** The sentence about an end nobody asked for, with the last lines of its log. */
    public String obituary() {
        return LogTail.after(name() + " ended by itself with exit code " + process.exitValue(), log());
    }

    /** Asks it to end, waits for its grace time, then kills it. Returns once it is gone. */
    public void stop() {
        Signals.send(process.toHandle(), launch.stopSignal());
        if (!endsWithin(launch.grace())) {
            process.destroyForcibly();
            endsWithin(launch.grace());
        }
    }

    private boolean endsWithin(Duration limit) {
        try {
            ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException notTidied) {
            return true;
        }
    }
}
