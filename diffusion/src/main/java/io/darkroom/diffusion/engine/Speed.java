package io.darkroom.diffusion.engine;

/** What a step of one picture takes of the device's time, pixel by pixel, as of late. Confined to one thread at a time. */
final class Speed {
    private static final double NEWEST = 0.05;

    private double secondsPerPixel;

    /**
     * Takes note of a U-Net call.
     *
     * @param pixels of all its pictures
     * @param seconds of the device's time; half of the call's, if it shared the device with another
     */
    void stepped(long pixels, double seconds) {
        double now = seconds / pixels;
        secondsPerPixel = secondsPerPixel == 0 ? now : (1 - NEWEST) * secondsPerPixel + NEWEST * now;
    }

    double seconds(int width, int height) {
        return secondsPerPixel * width * height;
    }
}
