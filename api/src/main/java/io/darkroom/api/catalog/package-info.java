/** What live workers serve. */
@NullMarked
package io.darkroom.api.catalog;

import org.jspecify.annotations.NullMarked;
