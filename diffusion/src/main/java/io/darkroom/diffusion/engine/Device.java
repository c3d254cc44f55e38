package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.pipeline.Picture;
import io.darkroom.diffusion.pipeline.Raster;
import io.darkroom.diffusion.pipeline.Series;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.util.List;

/** What computes, one call at a time. */
interface Device {
    /** {@link StableDiffusion#begin(List, Cancellation)}. */
    List<List<Picture>> begin(StableDiffusion model, List<Series> all, Cancellation cancellation);

    /** {@link StableDiffusion#step(List, Cancellation)}. */
    void step(StableDiffusion model, List<Picture> pictures, Cancellation cancellation);

    /** {@link StableDiffusion#decode(List, Cancellation)}. */
    List<Raster> decode(StableDiffusion model, List<Picture> pictures, Cancellation cancellation);

    /** {@link StableDiffusion#freeBuffers}. */
    void freeBuffers(StableDiffusion model);

    /** The models' own sessions. */
    Device SESSIONS = new Device() {
        @Override
        public List<List<Picture>> begin(StableDiffusion model, List<Series> all, Cancellation cancellation) {
            return model.begin(all, cancellation);
        }

        @Override
        public void step(StableDiffusion model, List<Picture> pictures, Cancellation cancellation) {
            model.step(pictures, cancellation);
        }

        @Override
        public List<Raster> decode(StableDiffusion model, List<Picture> pictures, Cancellation cancellation) {
            return model.decode(pictures, cancellation);
        }

        @Override
        public void freeBuffers(StableDiffusion model) {
            model.freeBuffers();
        }
    };
}
