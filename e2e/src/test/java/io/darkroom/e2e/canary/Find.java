package io.darkroom.e2e.canary;

/**
 * A canary that was found.
 *
 * @param place kind of place, such as Kafka or logs
 * @param where exactly: a file, a key
 * @param canary its name
 * @param encoding the form it was found in
 */
public record Find(String place, String where, String canary, String encoding) {}
