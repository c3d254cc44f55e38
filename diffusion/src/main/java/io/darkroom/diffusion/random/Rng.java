package io.darkroom.diffusion.random;

/** Where a picture's noise comes from: which of torch's generators its seed is for. */
public enum Rng {
    /** {@code torch.Generator("cpu")}, diffusers' usual advice and ComfyUI's choice. */
    CPU,
    /** {@code torch.Generator("cuda")}, AUTOMATIC1111's choice. */
    CUDA;

    /** A generator in the state after {@code manual_seed(seed)}. */
    public NoiseSource generator(long seed) {
        return switch (this) {
            case CPU -> new TorchCpuGenerator(seed);
            case CUDA -> new TorchCudaGenerator(seed);
        };
    }
}
