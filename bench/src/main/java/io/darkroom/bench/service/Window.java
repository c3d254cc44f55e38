package io.darkroom.bench.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Keeps so many jobs on their way: as one is done, the next is begun. */
public final class Window {
    private final Supplier<CompletableFuture<?>> job;
    private final AtomicInteger left;

    private Window(int jobs, Supplier<CompletableFuture<?>> job) {
        this.job = job;
        this.left = new AtomicInteger(jobs);
    }

    /**
     * Does {@code jobs} jobs, {@code outstanding} at a time.
     *
     * @return seconds from the first submission to the last result
     */
    public static double seconds(int jobs, int outstanding, Supplier<CompletableFuture<?>> job) {
        Window window = new Window(jobs, job);
        long begun = System.nanoTime();
        List<CompletableFuture<?>> rows = new ArrayList<>();
        for (int i = 0; i < outstanding; i++) {
            rows.add(window.next());
        }
        CompletableFuture.allOf(rows.toArray(CompletableFuture[]::new)).join();
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Completes when nothing is left for this place in the window. */
    private CompletableFuture<?> next() {
        if (left.getAndDecrement() <= 0) {
            return CompletableFuture.completedFuture(null);
        }
        return job.get().thenComposeAsync(done -> next());
    }
}
