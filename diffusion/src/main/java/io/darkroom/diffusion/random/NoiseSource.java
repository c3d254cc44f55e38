package io.darkroom.diffusion.random;

/**
 * Standard normal noise, drawn tensor by tensor.
 *
 * <p>How many values one draw takes is part of the sequence: filling 8 and then 8 values differs from filling 16, as it
 * does with {@code torch.randn}. Callers draw one whole tensor per call.
 */
public interface NoiseSource {
    /**
     * Fills {@code out} with the next tensor of noise: mean 0, standard deviation 1.
     *
     * @param out receives the values in row-major order; any length, 0 included
     */
    void fill(float[] out);
}
