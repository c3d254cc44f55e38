package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.onnx.Unet;
import io.darkroom.diffusion.onnx.UnetCall;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Advances pictures by one step each. It holds nothing of them, so any pictures of one size may share a step. Thread-safe. */
final class Denoising {
    private final Unet unet;

    Denoising(Unet unet) {
        this.unet = unet;
    }

    void step(List<Picture> pictures, Cancellation cancellation) {
        check(pictures);
        for (List<Picture> sharing : groups(pictures)) {
            stepTogether(sharing, cancellation);
        }
    }

    private void stepTogether(List<Picture> pictures, Cancellation cancellation) {
        Picture first = pictures.get(0);
        int rows = pictures.stream().mapToInt(Picture::rows).sum();
        try (UnetCall call = unet.call(rows, first.height(), first.width(), unet.tokens(first.prompt()))) {
            int row = 0;
            for (Picture picture : pictures) {
                picture.feed(call, row);
                row += picture.rows();
            }
            call.run(cancellation);
            row = 0;
            for (Picture picture : pictures) {
                int taken = picture.rows();
                picture.advance(call, row);
                row += taken;
            }
        }
    }

    /** Those that can share a call: of one length of text, and at one timestep if the graph takes but one. */
    private Collection<List<Picture>> groups(List<Picture> pictures) {
        return pictures.stream()
                .collect(Collectors.groupingBy(picture -> shape(picture, 1), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /**
     * What pictures must have in common with this one to share its next call.
     *
     * @param scale pixels per latent unit
     */
    StepShape shape(Picture picture, int scale) {
        return new StepShape(
                scale * picture.width(),
                scale * picture.height(),
                unet.tokens(picture.prompt()),
                unet.oneTimestepPerCall() ? picture.timestep() : 0);
    }

    private static void check(List<Picture> pictures) {
        requireOneSize(pictures);
        Set<Picture> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Picture picture : pictures) {
            if (picture.isClosed() || picture.isFinished()) {
                throw new IllegalStateException("a picture that is closed or finished cannot be stepped");
            }
            if (!seen.add(picture)) {
                throw new IllegalArgumentException("pictures must not hold a picture twice");
            }
        }
    }

    static void requireOneSize(List<Picture> pictures) {
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("pictures must not be empty");
        }
        Picture first = pictures.get(0);
        for (Picture picture : pictures) {
            if (picture.height() != first.height() || picture.width() != first.width()) {
                throw new IllegalArgumentException("pictures must be of one width and height");
            }
        }
    }
}
