package io.darkroom.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A lease is kept as long as its worker draws, and ends when that freezes. */
class LeaseIT extends WatchedSystem {
    LeaseIT() {
        super(FaultySystem.withWorkers(2, settings -> settings));
    }

    @Test
    void aJobThatTakesLongerThanItsLeaseIsDrawnOnce() {
        String job = faulty.victim(history);

        history.settle();

        assertThat(faulty.client().ended(job).path("attempt").asInt()).isEqualTo(1);
    }

    @Test
    void aFrozenWorkersJobsGoToAnotherAndWhatItDoesLaterChangesNothing() {
        String victim = faulty.victim(history);
        faulty.load(history);
        String worker = faulty.workerOf(victim);

        long frozen = System.nanoTime();
        faulty.signal(worker, "STOP");
        Seen again;
        try {
            again = history.await(victim, "second attempt", seen -> seen.isAttempt(2));
        } finally {
            faulty.signal(worker, "CONT");
        }

        Bound.of("worker SIGSTOP: another has its job", FaultySystem.LEASE.plusSeconds(5))
                .holds(frozen, again.nanos());
        history.settle();
        assertThat(history.ends().values()).containsOnly("succeeded");
    }
}
