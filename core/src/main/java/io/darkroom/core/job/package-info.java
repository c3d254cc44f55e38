/** What a job is: its settings, where it stands, why it failed. */
@NullMarked
package io.darkroom.core.job;

import org.jspecify.annotations.NullMarked;
