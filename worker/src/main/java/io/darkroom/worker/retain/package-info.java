/**
 * The library of pictures that their owners asked to keep, as the worker sees it: it can only add and withdraw, and ask what is
 * still to come.
 */
@NullMarked
package io.darkroom.worker.retain;

import org.jspecify.annotations.NullMarked;
