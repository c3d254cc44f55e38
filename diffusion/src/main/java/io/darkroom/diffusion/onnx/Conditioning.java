package io.darkroom.diffusion.onnx;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a U-Net is fed at every step beside noisy latent and timestep: for one batch row, one array for each input. Holds what
 * a prompt became, so it prints as hidden and can be erased.
 */
public final class Conditioning {
    private static final float[] NONE = {};

    private final Map<String, float[]> rows;

    private Conditioning(Map<String, float[]> rows) {
        this.rows = rows;
    }

    /**
     * That of a text.
     *
     * @param hiddenStates [tokens, size] row-major, taken over
     */
    public static Conditioning ofText(float[] hiddenStates) {
        return new Conditioning(Map.of(Unet.TEXT, hiddenStates));
    }

    /**
     * With the text as a whole, as the second encoder of Stable Diffusion XL pools it, and the picture's original size,
     * crop and target size.
     */
    public Conditioning withPooledText(float[] textEmbeds, float[] timeIds) {
        return with(Unet.POOLED_TEXT, textEmbeds).with(Unet.TIME_IDS, timeIds);
    }

    /** With the guidance scale that a distilled U-Net is told, embedded. */
    public Conditioning withGuidance(float[] embedding) {
        return with(Unet.GUIDANCE, embedding);
    }

    /** With channels that an inpainting U-Net is fed behind the latent's own: [channels, height, width] row-major. */
    public Conditioning withChannels(float[] channels) {
        return with(Unet.SAMPLE, channels);
    }

    /** Another of the same values, to be erased by itself. */
    public Conditioning copy() {
        Map<String, float[]> copies = new LinkedHashMap<>();
        rows.forEach((input, row) -> copies.put(input, row.clone()));
        return new Conditioning(copies);
    }

    /** Overwrites everything with zeros. */
    public void erase() {
        rows.values().forEach(row -> Arrays.fill(row, 0));
    }

    /** Overwrites the text with zeros, both its tokens and the whole. */
    public void eraseText() {
        Arrays.fill(row(Unet.TEXT), 0);
        Arrays.fill(row(Unet.POOLED_TEXT), 0);
    }

    /** The values for that input, none if there are none. */
    float[] row(String input) {
        return rows.getOrDefault(input, NONE);
    }

    private Conditioning with(String input, float[] row) {
        Map<String, float[]> more = new LinkedHashMap<>(rows);
        more.put(input, row);
        return new Conditioning(more);
    }

    @Override
    public String toString() {
        return "Conditioning[hidden]";
    }
}
