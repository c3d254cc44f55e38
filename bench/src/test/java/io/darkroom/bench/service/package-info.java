@NullMarked
package io.darkroom.bench.service;

import org.jspecify.annotations.NullMarked;
