package io.darkroom.diffusion.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What calls cost, learned from those that were made, and which did not fit into memory. Thread-safe. */
final class CostProfile implements Costs {
    /** Kinds remembered; those unused longest are forgotten. */
    private static final int MOST_KINDS = 64;

    private final Map<Key, RowCosts> byKind = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RowCosts> eldest) {
            return size() > MOST_KINDS;
        }
    };

    /** Of a kind what its cost depends on: not the timestep, and a model that was closed and loaded again costs the same. */
    private record Key(String model, Stage stage, int width, int height, int tokens) {
        static Key of(CallKind kind) {
            return new Key(
                    kind.name(),
                    kind.stage(),
                    kind.shape().width(),
                    kind.shape().height(),
                    kind.shape().tokens());
        }
    }

    synchronized void measured(CallKind kind, int rows, double seconds) {
        of(kind).measured(rows, seconds);
    }

    /** A call of so many rows found no memory; from now on half of them are tried. */
    synchronized void outOfMemory(CallKind kind, int rows) {
        of(kind).outOfMemory(rows);
    }

    @Override
    public synchronized double seconds(CallKind kind, int rows) {
        return of(kind).seconds(rows);
    }

    @Override
    public synchronized int worthwhile(CallKind kind, int waiting) {
        return of(kind).worthwhile(waiting);
    }

    synchronized List<CallCost> measurements() {
        List<CallCost> all = new ArrayList<>();
        byKind.forEach((key, costs) -> costs.forEach((rows, recent) -> all.add(new CallCost(
                key.model(),
                key.stage().name().toLowerCase(Locale.ROOT),
                key.width(),
                key.height(),
                rows,
                recent.median(),
                recent.count()))));
        return all;
    }

    private RowCosts of(CallKind kind) {
        return byKind.computeIfAbsent(Key.of(kind), key -> new RowCosts());
    }
}
