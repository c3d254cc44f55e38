package io.darkroom.worker.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class IsolationTest {
    private final Isolation isolation = new Isolation();
    private final Lease lease = new Lease();

    @Test
    void letsOthersDrawSideBySide() {
        try (Isolation.Turn first = isolation.enter(false, lease);
                Isolation.Turn second = isolation.enter(false, lease)) {
            assertThat(first).isNotSameAs(second);
        }
    }

    @Test
    void keepsASuspectWaitingUntilTheOthersAreDone() throws ExecutionException, InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CompletableFuture<Void> suspect;
        try (Isolation.Turn turn = isolation.enter(false, lease)) {
            suspect = CompletableFuture.runAsync(() -> {
                try (Isolation.Turn alone = isolation.enter(true, lease)) {
                    entered.countDown();
                }
            });
            assertThat(entered.getCount()).isEqualTo(1);
        }

        suspect.get();

        assertThat(entered.getCount()).isZero();
    }

    @Test
    void keepsOthersWaitingWhileASuspectDraws() {
        Lease ended = new Lease();
        try (Isolation.Turn alone = isolation.enter(true, lease)) {
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
                try (Isolation.Turn turn = isolation.enter(false, ended)) {
                    throw new AssertionError("it drew beside a suspect");
                }
            });
            ended.end(Ending.LEFT);

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(other::get)
                    .withCauseInstanceOf(CancellationException.class);
        }
    }

    @Test
    void letsNobodyInWhoseLeaseHasEnded() {
        lease.end(Ending.EXPIRED);

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> isolation.enter(false, lease));
    }
}
