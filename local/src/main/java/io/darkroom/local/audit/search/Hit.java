package io.darkroom.local.audit.search;

/**
 * A canary that was found.
 *
 * @param canary which
 * @param encoding in which form, such as {@code UTF-16LE, hex, in gzip}
 */
public record Hit(Canary canary, String encoding) {}
