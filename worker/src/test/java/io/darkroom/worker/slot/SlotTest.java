package io.darkroom.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.JobId;
import io.darkroom.core.job.Lane;
import io.darkroom.worker.queue.Delivery;
import io.darkroom.worker.queue.JobQueue;
import io.darkroom.worker.queue.JobQueues;
import io.darkroom.worker.queue.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlotTest {
    private static final Delivery DELIVERY = new Delivery(Optional.of(JobId.random()), "", Optional.empty(), false);

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final StopSignal stop = new StopSignal();
    private Duration stepLimit = LONG;
    private Duration hangLimit = LONG;
    private volatile BooleanSupplier engineHangs = () -> false;
    private final Post post = new Post("test", new ServedLane("shapes", Lane.BULK), () -> {});
    private final ExecutorService drawing = Executors.newSingleThreadExecutor();
    private final InMemoryQueues queues = new InMemoryQueues(stop);

    @AfterEach
    void end() {
        drawing.shutdownNow();
    }

    @Test
    void settlesEachJobWithWhatBecameOfItBeforeItTakesTheNext() {
        queues.waiting.addAll(List.of(DELIVERY, DELIVERY));
        Queue<Outcome> outcomes = new ArrayDeque<>(List.of(new Outcome.Settled(), new Outcome.Refused()));

        slot((delivery, model, lane, lease) -> outcomes.remove()).run();

        assertThat(queues.seen).containsExactly("opened", "taken", "Settled[]", "taken", "Refused[]", "closed");
    }

    @Test
    void waitsTroubleOutWithTheJobInHand() {
        queues.waiting.add(DELIVERY);
        int[] tries = {0};

        slot((delivery, model, lane, lease) -> {
                    if (tries[0]++ == 0) {
                        throw new IllegalStateException("Redis is away");
                    }
                    return new Outcome.Settled();
                })
                .run();

        assertThat(queues.seen).containsExactly("opened", "taken", "Settled[]", "closed");
    }

    @Test
    void givesAJobInTroubleBackWhenItIsStopped() {
        queues.waiting.add(DELIVERY);

        slot((delivery, model, lane, lease) -> {
                    stop.give();
                    throw new IllegalStateException("Redis is away");
                })
                .run();

        assertThat(queues.seen).containsExactly("opened", "taken", "Retry[delay=PT0S]", "closed");
    }

    @Test
    void opensItsQueueAgainWhenItBreaks() {
        queues.breakdowns = 1;

        slot((delivery, model, lane, lease) -> new Outcome.Settled()).run();

        assertThat(queues.seen).containsExactly("opened", "closed", "opened", "closed");
    }

    @Test
    void closesItsQueueWhenItIsStopped() {
        stop.give();

        slot((delivery, model, lane, lease) -> new Outcome.Settled()).run();

        assertThat(queues.seen).isEmpty();
    }

    @Test
    void renewsTheLeaseWhileTheDrawingMakesProgressAndTakesTheJobOnce() {
        queues.waiting.add(DELIVERY);

        slot((delivery, model, lane, lease) -> {
                    await(() -> {
                        lease.showProgress();
                        return queues.renewals.get() == 3;
                    });
                    return new Outcome.Settled();
                })
                .run();

        assertThat(queues.seen).containsExactly("opened", "taken", "Settled[]", "closed");
    }

    @Test
    void endsADrawingThatMakesNoProgressAndRenewsNothingMeanwhile() {
        queues.waiting.add(DELIVERY);
        AtomicInteger renewals = new AtomicInteger();
        stepLimit = SHORT;

        slot((delivery, model, lane, lease) -> {
                    await(lease::isEnded);
                    renewals.set(queues.renewals.get());
                    return new Outcome.Refused();
                })
                .run();

        assertThat(queues.seen).containsExactly("opened", "taken", "Refused[]", "closed");
        assertThat(queues.renewals).hasValue(renewals.get());
    }

    @Test
    void givesTheJobBackAndHasTheProcessLeaveWhenTheEngineDoesNotObey() {
        queues.waiting.add(DELIVERY);
        stepLimit = SHORT;
        hangLimit = SHORT;

        slot((delivery, model, lane, lease) -> {
                    hang();
                    return new Outcome.Settled();
                })
                .run();

        assertThat(queues.seen).containsExactly("opened", "taken", "departed", "closed");
    }

    @Test
    void hasEverySlotStopBeforeItGivesTheJobOfAHungEngineBack() {
        queues.waiting.addAll(List.of(DELIVERY, DELIVERY));
        hangLimit = SHORT;
        engineHangs = () -> true;
        Slot hung = slot((delivery, model, lane, lease) -> {
            hang();
            return new Outcome.Settled();
        });

        hung.run();
        slot((delivery, model, lane, lease) -> new Outcome.Settled()).run();

        assertThat(queues.seen).containsExactly("opened", "taken", "departed", "closed");
    }

    @Test
    void leavesToOthersWhatItIsHandedWhileItStops() {
        queues.waiting.add(DELIVERY);
        queues.handingOut = stop::give;

        slot((delivery, model, lane, lease) -> new Outcome.Settled()).run();

        assertThat(queues.seen).containsExactly("opened", "taken", "closed");
    }

    @Test
    void givesItsJobBackBeforeItsRecordWhenTheEngineHangsOnAnother() {
        queues.waiting.add(DELIVERY);
        engineHangs = () -> true;

        slot((delivery, model, lane, lease) -> {
                    await(() -> {
                        lease.showProgress();
                        return lease.isEnded();
                    });
                    queues.seen.add("given back");
                    return new Outcome.Retry(Duration.ZERO);
                })
                .run();

        assertThat(queues.seen)
                .containsExactly("opened", "taken", "departed", "given back", "Retry[delay=PT0S]", "closed");
    }

    @Test
    void leavesToOthersTheJobOfAnotherCallThatDoesNotEndEither() {
        queues.waiting.add(DELIVERY);
        hangLimit = SHORT;
        engineHangs = () -> true;

        slot((delivery, model, lane, lease) -> {
                    hang();
                    return new Outcome.Settled();
                })
                .run();

        assertThat(queues.seen).containsExactly("opened", "taken", "departed", "closed");
    }

    @Test
    void takesNoMoreOnceItIsRetired() {
        queues.waiting.addAll(List.of(DELIVERY, DELIVERY));

        slot((delivery, model, lane, lease) -> {
                    assertThat(post.isBusy()).isTrue();
                    post.retire();
                    return new Outcome.Settled();
                })
                .run();

        assertThat(queues.seen).containsExactly("opened", "taken", "Settled[]", "closed");
        assertThat(post.isBusy()).isFalse();
    }

    @Test
    void goesOnDrawingWithoutItsLeaseButClosesItsQueueAtOnceAndOpensItAgainAfterwards() {
        queues.waiting.add(DELIVERY);
        queues.renewable = false;

        slot((delivery, model, lane, lease) -> {
                    await(() -> {
                        lease.showProgress();
                        return queues.seen.contains("closed");
                    });
                    queues.seen.add(lease.isEnded() ? "ended" : "drawn");
                    return new Outcome.Settled();
                })
                .run();

        assertThat(queues.seen).containsExactly("opened", "taken", "closed", "drawn", "opened", "closed");
    }

    @Test
    void leavesToOthersTheJobOfAHungEngineWhoseLeaseIsLost() {
        hangLimit = SHORT;
        queues.waiting.add(DELIVERY);
        queues.renewable = false;

        slot((delivery, model, lane, lease) -> {
                    await(() -> {
                        lease.showProgress();
                        return queues.seen.contains("closed");
                    });
                    engineHangs = () -> true;
                    hang();
                    return new Outcome.Settled();
                })
                .run();

        assertThat(queues.seen).containsExactly("opened", "taken", "closed", "departed");
    }

    private Slot slot(Slot.Attempt attempt) {
        return new Slot(
                post,
                queues,
                attempt,
                drawing,
                new HangLimits(
                        stepLimit, hangLimit, () -> engineHangs.getAsBoolean(), () -> queues.seen.add("departed")),
                stop);
    }

    /** Until the test is over. */
    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    /** Hands out what waits, then stops the slot. */
    private static final class InMemoryQueues implements JobQueues, JobQueue {
        final Queue<Delivery> waiting = new ArrayDeque<>();
        final List<String> seen = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger renewals = new AtomicInteger();
        boolean renewable = true;
        Runnable handingOut = () -> {};
        int breakdowns;

        private final StopSignal stop;
        private boolean open;

        InMemoryQueues(StopSignal stop) {
            this.stop = stop;
        }

        @Override
        public void prepare(Collection<String> models) {}

        @Override
        public JobQueue open(String model, Lane lane, String slotName) {
            seen.add("opened");
            open = true;
            return this;
        }

        @Override
        public Optional<Delivery> take(Duration patience) {
            if (breakdowns-- > 0) {
                throw new IllegalStateException("Kafka is away");
            }
            Optional<Delivery> next = Optional.ofNullable(waiting.poll());
            next.ifPresentOrElse(delivery -> seen.add("taken"), stop::give);
            handingOut.run();
            return next;
        }

        @Override
        public Duration lease() {
            return Duration.ofMillis(60);
        }

        @Override
        public boolean renew() {
            renewals.incrementAndGet();
            return renewable;
        }

        @Override
        public void settle(Outcome outcome) {
            seen.add(outcome.toString());
        }

        @Override
        public void close() {
            if (open) {
                seen.add("closed");
            }
            open = false;
        }
    }
}
