package io.darkroom.worker.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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
    void letsNobodyInBeforeASuspectThatCameFirstHoweverLongItHasToWait() throws InterruptedException {
        List<String> order = new CopyOnWriteArrayList<>();
        Lease patient = new Lease();
        Thread suspect;
        Thread newcomer;
        try (Isolation.Turn turn = isolation.enter(false, lease)) {
            suspect = entering("suspect", true, patient, order);
            awaitWaiting(suspect);
            newcomer = entering("newcomer", false, new Lease(), order);
            awaitWaiting(newcomer);
            awaitRounds(patient);
        }
        suspect.join();
        newcomer.join();

        assertThat(order).containsExactly("suspect", "newcomer");
    }

    @Test
    void waitsForNoSuspectThatHasGivenUp() {
        Lease given = new Lease();
        try (Isolation.Turn turn = isolation.enter(false, lease)) {
            CompletableFuture<Void> suspect = CompletableFuture.runAsync(() -> {
                try (Isolation.Turn alone = isolation.enter(true, given)) {
                    throw new AssertionError("it drew beside another");
                }
            });
            given.end(Ending.LEFT);
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(suspect::get);

            try (Isolation.Turn newcomer = isolation.enter(false, lease)) {
                assertThat(newcomer).isNotSameAs(turn);
            }
        }
    }

    private Thread entering(String name, boolean alone, Lease own, List<String> order) {
        Thread thread = new Thread(() -> {
            try (Isolation.Turn turn = isolation.enter(alone, own)) {
                order.add(name);
            }
        });
        thread.start();
        return thread;
    }

    /** Or until it has had its turn. */
    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
    }

    /** Each is shown as progress. */
    private static void awaitRounds(Lease lease) throws InterruptedException {
        for (int rounds = 0; rounds < 3; rounds++) {
            for (Duration last = Duration.ZERO; lease.idle().compareTo(last) >= 0; ) {
                last = lease.idle();
                Thread.sleep(1);
            }
        }
    }

    @Test
    void letsNobodyInWhoseLeaseHasEnded() {
        lease.end(Ending.EXPIRED);

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> isolation.enter(false, lease));
    }
}
