package io.darkroom.bench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PressureTest {
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void keepsAsManyUnderWayUntilItIsClosedAndLeavesNone() {
        try (Pressure unused = Pressure.of(3, this::job)) {
            while (done.get() < 20) {
                Thread.onSpinWait();
            }
        }

        assertThat(underWay).hasValue(0);
        assertThat(most).hasValue(3);
    }

    private CompletableFuture<?> job() {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        return CompletableFuture.runAsync(
                () -> {
                    underWay.decrementAndGet();
                    done.incrementAndGet();
                },
                CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS));
    }
}
