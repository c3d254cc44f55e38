package io.darkroom.diffusion.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Runs a graph on several rows at once if it takes them: some say that they do, but were traced with one row and fail with
 * two. Thread-safe.
 */
final class Batching {
    private volatile boolean together;

    /** @param together whether the graph says that it takes several */
    Batching(boolean together) {
        this.together = together;
    }

    /**
     * Runs all rows.
     *
     * @param call of at least one row, giving as many results
     */
    <T, R> List<R> run(List<T> rows, Function<List<T>, List<R>> call) {
        if (!together || rows.size() == 1) {
            return oneByOne(rows, call);
        }
        try {
            return call.apply(rows);
        } catch (OnnxException e) {
            if (e.isOutOfMemory()) {
                throw e;
            }
            List<R> results = oneByOne(rows, call);
            together = false;
            return results;
        }
    }

    private static <T, R> List<R> oneByOne(List<T> rows, Function<List<T>, List<R>> call) {
        List<R> results = new ArrayList<>(rows.size());
        rows.forEach(row -> results.addAll(call.apply(List.of(row))));
        return results;
    }
}
