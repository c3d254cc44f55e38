package io.darkroom.core.picture;

/**
 * Size of a picture as it is looked at.
 *
 * @param width pixels
 * @param height pixels
 */
public record PictureSize(int width, int height) {}
