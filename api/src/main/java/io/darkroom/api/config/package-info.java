/** Settings, all under darkroom.api and darkroom.keys. */
@NullMarked
package io.darkroom.api.config;

import org.jspecify.annotations.NullMarked;
