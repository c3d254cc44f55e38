package io.darkroom.local.client;

/**
 * One server-sent event.
 *
 * @param name what it is about
 * @param data its content, lines joined by line feeds
 */
record ServerEvent(String name, String data) {}
