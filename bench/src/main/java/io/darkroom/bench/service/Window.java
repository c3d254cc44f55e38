package io.darkroom.bench.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps so many jobs on their way: whoever brings one to its end begins the next, so that no thread is handed anything. */
public final class Window {
    private final Supplier<CompletableFuture<?>> job;
    private final AtomicInteger left;
    private final CountDownLatch done;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Window(int jobs, Supplier<CompletableFuture<?>> job) {
        this.job = job;
        this.left = new AtomicInteger(jobs);
        this.done = new CountDownLatch(jobs);
    }

    /**
     * Does {@code jobs} jobs, {@code outstanding} at a time.
     *
     * @return seconds from the first submission to the last result
     * @throws IllegalStateException if one of them fails; no more are begun then
     */
    public static double seconds(int jobs, int outstanding, Supplier<CompletableFuture<?>> job) {
        Window window = new Window(jobs, job);
        long begun = System.nanoTime();
        for (int i = 0; i < outstanding; i++) {
            window.begin();
        }
        window.awaitEnd();
        return (System.nanoTime() - begun) / 1e9;
    }

    private void begin() {
        if (left.getAndDecrement() > 0) {
            var unused = start().whenComplete((result, error) -> end(error));
        }
    }

    private CompletableFuture<?> start() {
        try {
            return job.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void end(@Nullable Throwable error) {
        if (error == null) {
            done.countDown();
            begin();
            return;
        }
        failure.compareAndSet(null, error);
        left.set(0);
        while (done.getCount() > 0) {
            done.countDown();
        }
    }

    private void awaitEnd() {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        Throwable error = failure.get();
        if (error != null) {
            throw new IllegalStateException("a job failed", error);
        }
    }
}
