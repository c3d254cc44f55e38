package io.darkroom.bench.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Keeps so many jobs on their way for as long as it is open. */
final class Pressure implements AutoCloseable {
    private final Supplier<CompletableFuture<?>> job;
    private final CompletableFuture<Void> firstDone = new CompletableFuture<>();
    private final List<CompletableFuture<?>> rows = new ArrayList<>();
    private volatile boolean closed;

    private Pressure(Supplier<CompletableFuture<?>> job) {
        this.job = job;
    }

    /** Returns once the first job is done: then all that take jobs are busy. */
    static Pressure of(int outstanding, Supplier<CompletableFuture<?>> job) {
        Pressure pressure = new Pressure(job);
        for (int i = 0; i < outstanding; i++) {
            pressure.rows.add(pressure.next());
        }
        pressure.firstDone.join();
        return pressure;
    }

    private CompletableFuture<?> next() {
        if (closed) {
            return CompletableFuture.completedFuture(null);
        }
        return job.get().whenComplete((done, error) -> firstDone.complete(null)).thenComposeAsync(done -> next());
    }

    /** Waits for those under way; throws if one failed. */
    @Override
    public void close() {
        closed = true;
        CompletableFuture.allOf(rows.toArray(CompletableFuture[]::new)).join();
    }
}
