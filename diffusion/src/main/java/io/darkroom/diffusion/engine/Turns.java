package io.darkroom.diffusion.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which the tasks of a lane are served: one of each owner in turn, so that many pictures of one do not push
 * back the one picture of another, and those that have waited longest first.
 */
final class Turns {
    private record Turn<T>(T task, int number) {}

    private Turns() {}

    static <T extends Task> List<T> of(Collection<? extends T> waiting, Lane lane) {
        Map<Object, Integer> turns = new IdentityHashMap<>();
        List<Turn<T>> inTurn = new ArrayList<>();
        waiting.stream()
                .filter(task -> task.lane() == lane)
                .sorted(Comparator.comparingLong(T::since))
                .forEach(task -> inTurn.add(new Turn<>(task, turns.merge(task.owner(), 1, Integer::sum))));
        inTurn.sort(Comparator.comparingInt(Turn::number));
        return inTurn.stream().map(Turn::task).toList();
    }
}
