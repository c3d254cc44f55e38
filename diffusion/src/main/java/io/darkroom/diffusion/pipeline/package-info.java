/**
 * From a request to a picture: encode the texts, denoise step by step, decode, compress. This is all that a program needs to
 * draw; it wants no service, no queue and no Python.
 *
 * <p>{@code folder} holds a model as Hugging Face optimum exports it, {@code file} is to be a PNG:
 *
 * <pre>{@code
 * try (StableDiffusion model = StableDiffusion.load(folder, EngineSettings.defaults())) {
 *     PictureRequest request = new PictureRequest("a red circle", "", 128, 128, 20, 5, "ddim", 42);
 *     try (Picture picture = model.begin(request, 1).get(0)) {
 *         while (!picture.isFinished()) {
 *             model.step(List.of(picture));
 *         }
 *         Files.write(file, PngEncoder.encode(model.decode(picture)));
 *     }
 * }
 * }</pre>
 *
 * <p>What may be asked of a model is told by its {@link io.darkroom.diffusion.pipeline.StableDiffusion#description
 * description}: sizes, schedulers, its own defaults, and whether it draws from pictures or within masks, as {@link
 * io.darkroom.diffusion.pipeline.PictureRequest#from} and {@link io.darkroom.diffusion.pipeline.PictureRequest#within} ask
 * for. A request beyond it ends in an {@code IllegalArgumentException} that names parameter and limit; a folder that cannot
 * be drawn with, in a {@link io.darkroom.diffusion.model.ModelException} that names the file.
 *
 * <p>The loop is the caller's: between two steps {@link io.darkroom.diffusion.pipeline.Picture#step} is the progress,
 * {@link io.darkroom.diffusion.pipeline.StableDiffusion#preview} gives a glance if the model has factors for it, and
 * whoever stops and closes the picture has cancelled it. A {@link io.darkroom.diffusion.onnx.Cancellation} ends a step
 * or a decoding in its midst, from another thread.
 *
 * <p>Pictures of one size share a step if they are given to it together, whatever their requests: that is one call of the
 * U-Net, and each picture is the one that it would be alone. Several threads may draw with one model at a time. Who draws for
 * many at once leaves that to an {@code Engine} of the package {@code engine}.
 *
 * <p>{@link io.darkroom.diffusion.pipeline.EngineSettings} choose threads, memory and the execution provider. Without a
 * graphics card's artifact of ONNX Runtime everything runs on the processor.
 */
@NullMarked
package io.darkroom.diffusion.pipeline;

import org.jspecify.annotations.NullMarked;
