/**
 * What outlives a job because its owner asked: kept pictures, and until they are drawn what it takes to draw them; and whose
 * keys are whose. The only package that sees Hibernate.
 */
@NullMarked
package io.darkroom.api.retain;

import org.jspecify.annotations.NullMarked;
