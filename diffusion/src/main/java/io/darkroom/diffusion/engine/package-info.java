/**
 * Many pictures on one device: {@link io.darkroom.diffusion.engine.Engine} lets pictures of any orders share U-Net calls step
 * by step.
 *
 * <pre>{@code
 * try (Engine engine = new Engine(Sharing.defaults());
 *         Drawing drawing = engine.draw(new Order(model, new Series(request, 1), Lane.INTERACTIVE))) {
 *     while (drawing.next(Duration.ofMinutes(1)).orElseThrow() instanceof DrawingEvent event) { … }
 * }
 * }</pre>
 */
@NullMarked
package io.darkroom.diffusion.engine;

import org.jspecify.annotations.NullMarked;
