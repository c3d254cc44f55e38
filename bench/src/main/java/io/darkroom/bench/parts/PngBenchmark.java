package io.darkroom.bench.parts;

import io.darkroom.diffusion.pipeline.PngEncoder;
import io.darkroom.diffusion.pipeline.Raster;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A picture of 128x128 pixels, smooth as drawn ones are, to PNG. */
@State(Scope.Benchmark)
public class PngBenchmark {
    private static final int SIDE = 128;

    private final Raster raster = new Raster(SIDE, SIDE, waves());

    private static byte[] waves() {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % SIDE;
            int y = i / 3 / SIDE;
            rgb[i] = (byte) (127 + 90 * Math.sin(0.07 * x + i % 3) * Math.cos(0.05 * y) + i * 31 % 5);
        }
        return rgb;
    }

    /** Encodes. */
    @Benchmark
    public byte[] png() {
        return PngEncoder.encode(raster);
    }
}
