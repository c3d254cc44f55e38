package io.darkroom.worker.slot;

import io.darkroom.worker.config.StartRefused;
import io.darkroom.worker.config.WorkerConfig;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/**
 * How many slots there may be.
 *
 * @param each in each lane of each model; empty if as many as the engine can use
 * @param most in all, since each has a consumer and three threads: its own, one that draws while it has a job, and its consumer's
 */
public record SlotLimits(OptionalInt each, int most) {
    private static final String AUTO = "auto";
    /** Most jobs of a lane in hand, however many pictures the engine could use. */
    private static final int MOST_USEFUL = 8;

    /** How many of a model's jobs a lane is to have in hand if so many of its pictures fill the engine. */
    public static int useful(int worthwhile) {
        return Math.min(MOST_USEFUL, worthwhile);
    }

    /** Refuses to start with values out of range. */
    static SlotLimits of(WorkerConfig config) {
        int most = config.maxSlots();
        if (most < 1) {
            throw new StartRefused("darkroom.worker.max-slots must be at least 1, was " + most);
        }
        return new SlotLimits(each(config.slots(), most), most);
    }

    /** Most that a lane may have whose model's jobs the engine can use so many of. */
    int inLane(IntSupplier useful) {
        return each.orElseGet(useful);
    }

    private static OptionalInt each(String slots, int most) {
        if (slots.equals(AUTO)) {
            return OptionalInt.empty();
        }
        try {
            int each = Integer.parseInt(slots);
            if (each >= 1 && each <= most) {
                return OptionalInt.of(each);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new StartRefused("darkroom.worker.slots must be auto or 1.." + most + ", was " + slots);
    }
}
