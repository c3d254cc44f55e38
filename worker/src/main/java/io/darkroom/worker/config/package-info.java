/** Settings, all under darkroom.worker and darkroom.keys. */
@NullMarked
package io.darkroom.worker.config;

import org.jspecify.annotations.NullMarked;
