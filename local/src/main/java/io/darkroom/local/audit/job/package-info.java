/** Jobs of every kind, whose words and pictures are canaries, submitted as any client would. */
@NullMarked
package io.darkroom.local.audit.job;

import org.jspecify.annotations.NullMarked;
