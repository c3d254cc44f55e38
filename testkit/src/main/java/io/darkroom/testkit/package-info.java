/** What tests and benches of the whole system look at it with, and decide by. */
@NullMarked
package io.darkroom.testkit;

import org.jspecify.annotations.NullMarked;
