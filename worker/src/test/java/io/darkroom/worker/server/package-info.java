/** Real servers for integration tests, each with its things in a temporary folder. */
@NullMarked
package io.darkroom.worker.server;

import org.jspecify.annotations.NullMarked;
