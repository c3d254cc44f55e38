package io.darkroom.diffusion.engine;

import java.util.List;

/**
 * Tasks that share one call.
 *
 * @param kind of all of them
 * @param tasks at least one
 * @param rows of all of them, as they were when the batch was made
 * @param lane of the one for whose sake the call is made
 */
record Batch<T extends Task>(CallKind kind, List<T> tasks, int rows, Lane lane) {
    /** @param tasks of one kind; the call is made for the first */
    static <T extends Task> Batch<T> of(List<T> tasks) {
        int rows = tasks.stream().mapToInt(Task::rows).sum();
        T leader = tasks.get(0);
        return new Batch<>(leader.kind(), tasks, rows, leader.lane());
    }

    /** Whether no other call may be made beside it. */
    boolean isUndisturbed() {
        return tasks.stream().anyMatch(Task::isUndisturbed);
    }
}
