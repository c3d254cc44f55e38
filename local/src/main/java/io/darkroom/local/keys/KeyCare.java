package io.darkroom.local.keys;

import io.darkroom.core.thread.DaemonThreads;
import io.darkroom.local.LocalFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Replaces the keys of a running system when they are old, step by step as each may be made, and destroys them when their time is
 * over. Storage keys are left to their owner: replacing one means sealing the whole library anew.
 */
public final class KeyCare implements AutoCloseable {
    private static final Duration AGE = Duration.ofDays(30);
    /** On one machine files arrive at once. */
    private static final Duration SETTLE = Duration.ofMinutes(1);

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final List<KeyUse> USES = List.of(KeyUse.WORKER, KeyUse.DELIVERY);

    private final RotateKeys rotation;
    private final RetireKeys retirement;
    private final Consumer<String> told;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("key-care"));

    /** Of {@code keys}; says what it does. */
    public KeyCare(KeyDirectory keys, InstantSource clock, Consumer<String> told) {
        this.rotation = new RotateKeys(keys, clock, SETTLE, told);
        this.retirement = new RetireKeys(keys, clock, Optional.empty(), told);
        this.told = told;
    }

    /** Looks now and from now on. */
    public void start() {
        var unused = timer.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    void look() {
        try {
            for (KeyUse use : USES) {
                rotation.stepIfOlder(use, AGE);
                retirement.retireDue(use);
            }
        } catch (LocalFailure e) {
            told.accept(e.getMessage());
        }
    }

    /** Leaves off; a step that is being made is made. */
    @Override
    public void close() {
        timer.shutdown();
    }
}
