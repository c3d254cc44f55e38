/** Who may put in how much: refuses jobs that there is no room, no time or no share for. */
@NullMarked
package io.darkroom.api.admission;

import org.jspecify.annotations.NullMarked;
