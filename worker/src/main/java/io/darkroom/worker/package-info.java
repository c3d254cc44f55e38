/** The service that takes jobs from the queue, draws them and hands the results back. */
@NullMarked
package io.darkroom.worker;

import org.jspecify.annotations.NullMarked;
