/** Child processes: started without a trace on disk, stopped in any case, found again after a crash. */
@NullMarked
package io.darkroom.local.process;

import org.jspecify.annotations.NullMarked;
