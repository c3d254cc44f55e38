package io.darkroom.diffusion.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What calls cost, learned from those that were made, and which did not fit into memory. Thread-safe. */
final class CostProfile implements Costs {
    /**
     * Kinds remembered; those unused longest are forgotten. Of a kind that is forgotten every batch finds no memory anew that
     * found none before, so they are many: a hundred models at a few sizes each.
     */
    private static final int MOST_KINDS = 4096;
    /** Kinds told of, those used last: whoever watches keeps all that was ever told. */
    private static final int MOST_TOLD = 128;
    /** Of a kind that is not known; nothing is ever noted here. */
    private static final RowCosts NOTHING = new RowCosts();

    private final Map<Key, RowCosts> byKind = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RowCosts> eldest) {
            return size() > MOST_KINDS;
        }
    };

    /** Of a kind what its cost depends on: not the timestep, and a model that was closed and loaded again costs the same. */
    private record Key(String model, Stage stage, int width, int height, int tokens, boolean beside) {
        static Key of(CallKind kind, boolean beside) {
            return new Key(
                    kind.name(),
                    kind.stage(),
                    kind.shape().width(),
                    kind.shape().height(),
                    kind.shape().tokens(),
                    beside);
        }

        boolean isStep(String name) {
            return stage == Stage.STEP && model.equals(name);
        }
    }

    private final Map<String, Speed> speeds = new HashMap<>();

    /** A U-Net call with so many pictures. */
    synchronized void stepped(CallKind kind, int pictures, boolean beside, double seconds) {
        long pixels = (long) pictures * kind.shape().width() * kind.shape().height();
        speeds.computeIfAbsent(kind.name(), name -> new Speed()).stepped(pixels, beside ? seconds / 2 : seconds);
    }

    /** What a step of one picture takes of the device's time: as of late, else as far as it was tried out; 0 if it is not known. */
    synchronized double secondsPerStep(String model, int width, int height) {
        Speed speed = speeds.get(model);
        return speed != null ? speed.seconds(width, height) : triedOut(model, width, height);
    }

    private double triedOut(String model, int width, int height) {
        return byKind.entrySet().stream()
                .filter(entry -> entry.getKey().isStep(model)
                        && entry.getKey().width() == width
                        && entry.getKey().height() == height)
                .mapToDouble(entry -> entry.getValue().seconds(2))
                .filter(seconds -> seconds > 0)
                .findFirst()
                .orElse(0);
    }

    /** Pictures of a model, with guidance, that fill a device; at least 1. */
    int worthwhilePictures(String model, Sharing sharing) {
        return Math.max(1, sharing.calls() * worthwhile(model, sharing.mostRows()) / 2);
    }

    /** Rows of a U-Net call of the model's that are worthwhile at the size that was drawn last; 0 if nothing is known. */
    synchronized int worthwhile(String model, int most) {
        int rows = 0;
        for (Map.Entry<Key, RowCosts> entry : byKind.entrySet()) {
            if (entry.getKey().isStep(model) && entry.getValue().isMeasured()) {
                rows = entry.getValue().best(most);
            }
        }
        return rows;
    }

    /** @param beside whether another call was under way */
    synchronized void measured(CallKind kind, int rows, boolean beside, double seconds) {
        noted(kind, beside).measured(rows, seconds);
    }

    /** A call of so many rows found no memory; from now on half of them are tried. */
    synchronized void outOfMemory(CallKind kind, int rows) {
        noted(kind, false).outOfMemory(rows);
        noted(kind, true).outOfMemory(rows);
    }

    @Override
    public synchronized double seconds(CallKind kind, int rows, boolean beside) {
        double seconds = of(kind, beside).seconds(rows);
        return seconds > 0 ? seconds : of(kind, !beside).seconds(rows);
    }

    @Override
    public synchronized double crowding(CallKind kind, int rows) {
        RowCosts alone = of(kind, false);
        RowCosts beside = of(kind, true);
        return alone.knows(rows) && beside.knows(rows) ? beside.seconds(rows) / alone.seconds(rows) : 1;
    }

    @Override
    public synchronized int worthwhile(CallKind kind, int waiting, boolean beside) {
        return of(kind, beside).worthwhile(waiting);
    }

    /** Of the kinds used last. */
    synchronized List<CallCost> measurements() {
        List<CallCost> all = new ArrayList<>();
        byKind.entrySet().stream()
                .skip(Math.max(0, byKind.size() - MOST_TOLD))
                .forEach(entry -> all.addAll(measurements(entry.getKey(), entry.getValue())));
        return all;
    }

    private static List<CallCost> measurements(Key key, RowCosts costs) {
        List<CallCost> all = new ArrayList<>();
        costs.forEach((rows, recent) -> all.add(new CallCost(
                key.model(),
                key.stage().name().toLowerCase(Locale.ROOT),
                key.width(),
                key.height(),
                key.tokens(),
                key.beside(),
                rows,
                recent.median(),
                recent.count())));
        return all;
    }

    /** What is known of a kind, to be read only. */
    private RowCosts of(CallKind kind, boolean beside) {
        return byKind.getOrDefault(Key.of(kind, beside), NOTHING);
    }

    private RowCosts noted(CallKind kind, boolean beside) {
        return byKind.computeIfAbsent(Key.of(kind, beside), key -> new RowCosts());
    }
}
