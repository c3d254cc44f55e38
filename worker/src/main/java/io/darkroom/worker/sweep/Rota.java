package io.darkroom.worker.sweep;

import io.darkroom.worker.slot.ServedLane;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which lanes a worker looks after: those in which it has a slot, and those in which it had one until nothing is left to be
 * swept there. At first, and now and then, all that it serves: a worker that died may have left something in any of them.
 * Confined to one thread at a time.
 */
final class Rota {
    /** Ten minutes by the usual period. */
    static final int ROUNDS_BETWEEN_ALL = 20;

    private final Set<ServedLane> due = new LinkedHashSet<>();
    private int rounds;

    /** Lanes of the next round. */
    List<ServedLane> next(Collection<ServedLane> served, Collection<ServedLane> manned) {
        due.addAll(rounds == 0 ? served : manned);
        rounds = (rounds + 1) % ROUNDS_BETWEEN_ALL;
        return List.copyOf(due);
    }

    /** This worker has swept a lane. */
    void swept(ServedLane lane, Swept swept) {
        if (swept.isClean()) {
            due.remove(lane);
        }
    }
}
