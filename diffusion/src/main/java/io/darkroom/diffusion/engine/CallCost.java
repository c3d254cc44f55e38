package io.darkroom.diffusion.engine;

/**
 * What a call of one kind and size was last measured to take.
 *
 * @param model the model's name
 * @param stage {@code begin}, {@code step} or {@code decode}
 * @param width pixels, 0 for texts
 * @param height pixels, 0 for texts
 * @param tokens length of the texts, 0 where they play no part
 * @param beside whether another call was under way
 * @param rows batch rows
 * @param seconds the whole call; the median of the last few
 * @param calls how many there were
 */
public record CallCost(
        String model,
        String stage,
        int width,
        int height,
        int tokens,
        boolean beside,
        int rows,
        double seconds,
        long calls) {}
