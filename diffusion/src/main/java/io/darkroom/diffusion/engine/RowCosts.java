package io.darkroom.diffusion.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What calls of one kind cost by their rows, and how many rows fit into memory. Confined to one thread at a time. */
final class RowCosts {
    /** Rows of a first call, about which nothing is known. */
    private static final int FIRST = 4;
    /** Larger batches must be cheaper a row by more than this: longer calls keep whoever comes next waiting. */
    private static final double GAIN = 0.03;
    /** One call in so many is of another size than the best, so that what was measured in a bad moment is corrected. */
    private static final int PROBE = 32;
    /** Calls without want of memory until a larger batch is tried again: other models may have been closed. */
    private static final int RECOVERY = 256;

    private final TreeMap<Integer, Recent> byRows = new TreeMap<>();
    private long calls;
    private int memoryRows = Integer.MAX_VALUE;
    private int callsSinceLimit;

    void measured(int rows, double seconds) {
        byRows.computeIfAbsent(rows, size -> new Recent()).add(seconds);
        calls++;
        if (memoryRows < Integer.MAX_VALUE && ++callsSinceLimit == RECOVERY) {
            callsSinceLimit = 0;
            memoryRows = memoryRows > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : 2 * memoryRows;
        }
    }

    /** A call of so many rows found no memory. */
    void outOfMemory(int rows) {
        memoryRows = Math.max(1, rows / 2);
        callsSinceLimit = 0;
    }

    /** Whether anything was measured. */
    boolean isMeasured() {
        return !byRows.isEmpty();
    }

    boolean knows(int rows) {
        return byRows.containsKey(rows);
    }

    /** Measured, or on a straight line between two that were; 0 if nothing was. */
    double seconds(int rows) {
        Map.@Nullable Entry<Integer, Recent> below = byRows.floorEntry(rows);
        Map.@Nullable Entry<Integer, Recent> above = byRows.ceilingEntry(rows);
        if (below == null) {
            return above == null ? 0 : above.getValue().median();
        }
        double lower = below.getValue().median();
        if (above == null) {
            return lower * rows / below.getKey();
        }
        double part = above.getKey().equals(below.getKey())
                ? 0
                : (double) (rows - below.getKey()) / (above.getKey() - below.getKey());
        return lower + part * (above.getValue().median() - lower);
    }

    /** As {@link #best}; but now and then another size, to find out what it costs. */
    int worthwhile(int waiting) {
        if (byRows.isEmpty() || calls % PROBE != PROBE - 1) {
            return best(waiting);
        }
        int most = Math.min(waiting, memoryRows);
        List<Integer> sizes = sizes(most);
        sizes.add(Math.min(most, Math.max(1, byRows.firstKey() / 2)));
        return sizes.get((int) (calls / PROBE % sizes.size()));
    }

    /**
     * The fewest rows that cost about as little each as any number that fits. To find out, the most that are known are
     * doubled.
     */
    int best(int waiting) {
        int most = Math.min(waiting, memoryRows);
        if (byRows.isEmpty()) {
            return Math.min(most, FIRST);
        }
        List<Integer> sizes = sizes(most);
        double least = sizes.stream().mapToDouble(this::expectedPerRow).min().orElseThrow();
        return sizes.stream()
                .filter(size -> expectedPerRow(size) <= least * (1 + GAIN))
                .findFirst()
                .orElseThrow();
    }

    /** Only what was measured is compared: what lies between may not be possible, if every picture takes two rows. */
    private List<Integer> sizes(int most) {
        List<Integer> sizes = new ArrayList<>(byRows.headMap(most, false).keySet());
        sizes.add(Math.min(most, 2 * byRows.lastKey()));
        return sizes;
    }

    /** Beyond all known it is expected to pay: so it is tried. */
    private double expectedPerRow(int rows) {
        double perRow = seconds(rows) / rows;
        return rows > byRows.lastKey() ? perRow * (1 - 2 * GAIN) : perRow;
    }

    void forEach(BiConsumer<Integer, Recent> action) {
        byRows.forEach(action);
    }
}
