/** What is told of a job that has ended: what was held of it where, and what became of that. */
@NullMarked
package io.darkroom.api.receipt;

import org.jspecify.annotations.NullMarked;
