/** Where something could have been left: how each place is searched, and how the search is proved by what is planted there. */
@NullMarked
package io.darkroom.local.audit.place;

import org.jspecify.annotations.NullMarked;
