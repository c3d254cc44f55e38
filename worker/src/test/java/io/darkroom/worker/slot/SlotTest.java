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
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SlotTest {
    private static final Delivery DELIVERY = new Delivery(Optional.of(JobId.random()), "", false);

    private final StopSignal stop = new StopSignal();
    private final InMemoryQueues queues = new InMemoryQueues(stop);

    @Test
    void settlesEachJobWithWhatBecameOfItBeforeItTakesTheNext() {
        queues.waiting.addAll(List.of(DELIVERY, DELIVERY));
        Queue<Outcome> outcomes = new ArrayDeque<>(List.of(new Outcome.Settled(), new Outcome.Refused()));

        slot((delivery, model, lane) -> outcomes.remove()).run();

        assertThat(queues.seen).containsExactly("opened", "taken", "Settled[]", "taken", "Refused[]", "closed");
    }

    @Test
    void waitsTroubleOutWithTheJobInHand() {
        queues.waiting.add(DELIVERY);
        int[] tries = {0};

        slot((delivery, model, lane) -> {
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

        slot((delivery, model, lane) -> {
                    stop.give();
                    throw new IllegalStateException("Redis is away");
                })
                .run();

        assertThat(queues.seen).containsExactly("opened", "taken", "Retry[delay=PT0S]", "closed");
    }

    @Test
    void opensItsQueueAgainWhenItBreaks() {
        queues.breakdowns = 1;

        slot((delivery, model, lane) -> new Outcome.Settled()).run();

        assertThat(queues.seen).containsExactly("opened", "closed", "opened", "closed");
    }

    @Test
    void closesItsQueueWhenItIsStopped() {
        stop.give();

        slot((delivery, model, lane) -> new Outcome.Settled()).run();

        assertThat(queues.seen).isEmpty();
    }

    private Slot slot(Slot.Attempt attempt) {
        return new Slot("test", "shapes", Lane.BULK, queues, attempt, stop);
    }

    /** Hands out what waits, then stops the slot. */
    private static final class InMemoryQueues implements JobQueues, JobQueue {
        final Queue<Delivery> waiting = new ArrayDeque<>();
        final List<String> seen = new ArrayList<>();
        int breakdowns;

        private final StopSignal stop;

        InMemoryQueues(StopSignal stop) {
            this.stop = stop;
        }

        @Override
        public void prepare(String model) {}

        @Override
        public JobQueue open(String model, Lane lane, String slotName) {
            seen.add("opened");
            return this;
        }

        @Override
        public Optional<Delivery> take(Duration patience) {
            if (breakdowns-- > 0) {
                throw new IllegalStateException("Kafka is away");
            }
            Optional<Delivery> next = Optional.ofNullable(waiting.poll());
            next.ifPresentOrElse(delivery -> seen.add("taken"), stop::give);
            return next;
        }

        @Override
        public void settle(Outcome outcome) {
            seen.add(outcome.toString());
        }

        @Override
        public void close() {
            seen.add("closed");
        }
    }
}
