package io.darkroom.worker.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.Lane;
import io.darkroom.worker.slot.ServedLane;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RotaTest {
    private static final ServedLane MANNED = new ServedLane("manned", Lane.BULK);
    private static final ServedLane LEFT = new ServedLane("left", Lane.BULK);
    private static final ServedLane NEVER = new ServedLane("never", Lane.INTERACTIVE);
    private static final List<ServedLane> ALL = List.of(MANNED, LEFT, NEVER);
    private static final Swept EMPTY = swept(new Mark(0, false));
    private static final Swept CLOSED = swept(new Mark(7, true));
    private static final Swept STILL_ON_THE_DISK =
            swept(new Mark(7, true, Optional.of(Residue.first(1000, Instant.EPOCH))));
    private static final Swept UNCLOSED = swept(new Mark(7, false));

    private final Rota rota = new Rota();

    @Test
    void allLanesAreSweptAtFirst() {
        assertThat(rota.next(ALL, List.of(MANNED))).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void aLaneWithoutASlotIsSweptUntilNothingIsLeft() {
        rota.next(ALL, List.of(MANNED, LEFT));
        rota.swept(NEVER, EMPTY);
        rota.swept(LEFT, UNCLOSED);

        assertThat(rota.next(ALL, List.of(MANNED))).containsExactlyInAnyOrder(MANNED, LEFT);

        rota.swept(LEFT, STILL_ON_THE_DISK);
        assertThat(rota.next(ALL, List.of(MANNED))).containsExactlyInAnyOrder(MANNED, LEFT);

        rota.swept(LEFT, CLOSED);
        assertThat(rota.next(ALL, List.of(MANNED))).containsExactly(MANNED);
    }

    @Test
    void aLaneThatAnotherWorkerSweepsIsStillLookedAfter() {
        rota.next(ALL, List.of());

        assertThat(rota.next(ALL, List.of())).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void aLaneWithASlotIsSweptThoughNothingIsLeft() {
        rota.next(ALL, List.of(MANNED));
        ALL.forEach(lane -> rota.swept(lane, CLOSED));

        assertThat(rota.next(ALL, List.of(MANNED))).containsExactly(MANNED);
    }

    @Test
    void allLanesAreSweptAgainAfterAWhile() {
        rota.next(ALL, List.of());
        ALL.forEach(lane -> rota.swept(lane, CLOSED));
        for (int round = 1; round < Rota.ROUNDS_BETWEEN_ALL; round++) {
            assertThat(rota.next(ALL, List.of())).isEmpty();
        }

        assertThat(rota.next(ALL, List.of())).containsExactlyInAnyOrderElementsOf(ALL);
    }

    private static Swept swept(Mark mark) {
        return new Swept(mark, Optional.empty(), OptionalLong.empty());
    }
}
