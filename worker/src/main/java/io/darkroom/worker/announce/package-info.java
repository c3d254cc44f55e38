/** What the worker tells the API about itself. */
@NullMarked
package io.darkroom.worker.announce;

import org.jspecify.annotations.NullMarked;
