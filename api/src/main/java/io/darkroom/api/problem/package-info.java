/** What can go wrong, each with a code, as RFC 9457 problems that never repeat what was sent. */
@NullMarked
package io.darkroom.api.problem;

import org.jspecify.annotations.NullMarked;
