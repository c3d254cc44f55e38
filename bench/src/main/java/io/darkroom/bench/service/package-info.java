/** The whole system on this machine, and a client that keeps many jobs on their way. */
@NullMarked
package io.darkroom.bench.service;

import org.jspecify.annotations.NullMarked;
