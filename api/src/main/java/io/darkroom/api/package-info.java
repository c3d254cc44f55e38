/** The service that accepts jobs and answers for them. */
@NullMarked
package io.darkroom.api;

import org.jspecify.annotations.NullMarked;
