package io.darkroom.api.follow;

/** News, and where to go on after it. */
public record Told(JobNews news, Bookmark after) {}
