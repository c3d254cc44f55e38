/**
 * Many pictures on one device: an {@link io.darkroom.diffusion.engine.Engine} lets pictures of any orders share U-Net calls,
 * step by step.
 *
 * <pre>{@code
 * try (Engine engine = new Engine(Sharing.ofProcessor());
 *         Drawing drawing = engine.draw(new Order(model, new Series(request, 1), Lane.INTERACTIVE))) {
 *     Optional<DrawingEvent> event = drawing.next(Duration.ofMinutes(1));
 *     while (event.isPresent()) {
 *         if (event.get() instanceof DrawingEvent.Drawn drawn) {
 *             Files.write(file, PngEncoder.encode(drawn.raster()));
 *             break;
 *         }
 *         event = drawing.next(Duration.ofMinutes(1));
 *     }
 * }
 * }</pre>
 *
 * <p>{@link io.darkroom.diffusion.engine.Sharing} says how interactive and bulk pictures share the device, {@link
 * io.darkroom.diffusion.engine.Engine#costs} what its calls were measured to take.
 */
@NullMarked
package io.darkroom.diffusion.engine;

import org.jspecify.annotations.NullMarked;
