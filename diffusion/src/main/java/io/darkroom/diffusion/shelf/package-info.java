/**
 * More models than fit into memory: each is loaded when it is asked for and leaves when another needs its room.
 *
 * <pre>{@code
 * ShelfSettings settings = new ShelfSettings(8L << 30, Duration.ofMinutes(5), EngineSettings.defaults());
 * try (ModelShelf shelf = new ModelShelf(List.of(shapes, landscapes), settings)) {
 *     try (ModelLease lease = shelf.lease("shapes")) {
 *         StableDiffusion model = lease.model(); // stays loaded until the lease is closed
 *         ...
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.darkroom.diffusion.shelf;

import org.jspecify.annotations.NullMarked;
