package io.darkroom.diffusion.pipeline;

/**
 * The pictures of one request, of seeds seed, seed + 1, …
 *
 * @param images how many, at least 1
 */
public record Series(PictureRequest request, int images) {
    /** Of every picture, in pixels. */
    public int width() {
        return request.width();
    }

    /** Of every picture, in pixels. */
    public int height() {
        return request.height();
    }

    /** Whether they start from a picture, which is to be encoded first. */
    public boolean isFromPicture() {
        return request.initImage() != null;
    }
}
