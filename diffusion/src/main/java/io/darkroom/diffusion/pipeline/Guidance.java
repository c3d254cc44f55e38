package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.onnx.Conditioning;
import io.darkroom.diffusion.onnx.UnetCall;
import org.jspecify.annotations.Nullable;

/** What a picture is drawn towards, and if there is guidance also what it is drawn away from. */
final class Guidance {
    /*
     * Ho, Salimans, arXiv:2207.12598, in the form of diffusers: away from the negative prompt, past the prompt.
     * Lin et al., arXiv:2305.08891, section 3.4: a share of it brought back to the prompt's own standard deviation.
     * Kynkaanniemi et al., arXiv:2404.07724: none of it outside of an interval, here a share of the steps as in diffusers.
     */
    private final float scale;
    private final float rescale;
    private final GuidanceInterval interval;
    private final Conditioning prompt;
    private final @Nullable Conditioning negativePrompt;

    /**
     * Takes over both.
     *
     * @param rescale share that is brought back to the prompt's own contrast, 0..1
     * @param negativePrompt null without guidance
     */
    Guidance(
            float scale,
            float rescale,
            GuidanceInterval interval,
            Conditioning prompt,
            @Nullable Conditioning negativePrompt) {
        this.scale = scale;
        this.rescale = rescale;
        this.interval = interval;
        this.prompt = prompt;
        this.negativePrompt = negativePrompt;
    }

    /** The same with channels that the U-Net is fed behind the latent's own. */
    Guidance withChannels(float[] channels) {
        return new Guidance(
                scale,
                rescale,
                interval,
                prompt.withChannels(channels),
                negativePrompt == null ? null : negativePrompt.withChannels(channels));
    }

    /** Another of the same values, to be erased by itself. */
    Guidance copy() {
        return new Guidance(
                scale, rescale, interval, prompt.copy(), negativePrompt == null ? null : negativePrompt.copy());
    }

    Conditioning prompt() {
        return prompt;
    }

    /**
     * Batch rows: one for the negative prompt, if there is guidance, one for the prompt.
     *
     * @param progress share of the steps that is done
     */
    int rows(double progress) {
        return away(progress) == null ? 1 : 2;
    }

    private @Nullable Conditioning away(double progress) {
        return interval.contains(progress) ? negativePrompt : null;
    }

    /** Sets the rows of a call from {@code row} on. */
    void feed(UnetCall call, int row, float[] sample, float timestep, double progress) {
        int next = row;
        @Nullable Conditioning away = away(progress);
        if (away != null) {
            call.set(next++, sample, timestep, away);
        }
        call.set(next, sample, timestep, prompt);
    }

    /**
     * Reads the rows of a call from {@code row} on.
     *
     * @param prediction filled with the guided prediction
     * @param unguided overwritten on the way
     * @param progress as it was when they were fed
     */
    void read(UnetCall call, int row, float[] prediction, float[] unguided, double progress) {
        if (away(progress) == null) {
            call.get(row, prediction);
            return;
        }
        call.get(row, unguided);
        call.get(row + 1, prediction);
        double deviation = rescale == 0 ? 0 : deviation(prediction);
        for (int i = 0; i < prediction.length; i++) {
            prediction[i] = unguided[i] + scale * (prediction[i] - unguided[i]);
        }
        if (rescale != 0) {
            rescale(prediction, (float) (deviation / deviation(prediction)));
        }
    }

    private void rescale(float[] prediction, float ratio) {
        for (int i = 0; i < prediction.length; i++) {
            prediction[i] = rescale * (prediction[i] * ratio) + (1 - rescale) * prediction[i];
        }
    }

    /** Of the sample, as torch has it. */
    private static double deviation(float[] values) {
        double mean = 0;
        for (float value : values) {
            mean += value / (double) values.length;
        }
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    void erase() {
        prompt.erase();
        if (negativePrompt != null) {
            negativePrompt.erase();
        }
    }
}
