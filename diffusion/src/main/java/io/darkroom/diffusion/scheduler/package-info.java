/**
 * Sampling algorithms: how a UNet's predictions become a cleaner latent, step by step. One final class per algorithm, known
 * by name to {@link io.darkroom.diffusion.scheduler.Schedulers}; no I/O beyond reading a configuration, no ONNX.
 */
@NullMarked
package io.darkroom.diffusion.scheduler;

import org.jspecify.annotations.NullMarked;
