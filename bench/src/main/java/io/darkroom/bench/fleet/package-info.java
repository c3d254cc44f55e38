/**
 * Whole fleets in simulated time. What decides in them is the code that runs in the services: the API's admission and estimates,
 * the workers' staffing of lanes, the engine's choice of calls. What is made up here is what they decide about: arrivals,
 * graphics cards, a queue with the limits of Kafka's share groups, deaths and rollouts.
 */
@NullMarked
package io.darkroom.bench.fleet;

import org.jspecify.annotations.NullMarked;
