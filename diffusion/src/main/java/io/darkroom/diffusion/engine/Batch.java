package io.darkroom.diffusion.engine;

import java.util.List;

/**
 * Tasks that share one call.
 *
 * @param kind of all of them
 * @param tasks at least one
 * @param lane of the one for whose sake the call is made
 */
record Batch<T extends Task>(CallKind kind, List<T> tasks, Lane lane) {
    int rows() {
        return tasks.stream().mapToInt(Task::rows).sum();
    }
}
