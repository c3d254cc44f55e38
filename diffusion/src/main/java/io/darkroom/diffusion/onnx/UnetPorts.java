package io.darkroom.diffusion.onnx;

import io.darkroom.diffusion.model.UnetConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The inputs and the output of a U-Net, checked against its configuration. Immutable. */
final class UnetPorts {
    private final Port sample;
    private final Timestep timestep;
    private final Port text;
    private final List<Vector> vectors;
    private final Port prediction;

    /** An input of so many numbers a row. */
    record Vector(Port port, int size) {}

    UnetPorts(Graph graph, UnetConfig config, int tokens) {
        requireOnlyKnownInputs(graph, config);
        sample = latents(graph.input(Unet.SAMPLE), config.inChannels(), "in_channels");
        timestep = new Timestep(graph.input(Unet.TIMESTEP));
        text = graph.input(Unet.TEXT)
                .ofType(Elements.REAL)
                .ofRank(3)
                .dynamicAt(0)
                .ofSize(1, tokens, "the tokenizer's model_max_length")
                .ofSize(2, config.textSize(), "cross_attention_dim of unet/config.json");
        vectors = vectors(graph, config);
        prediction = latents(graph.firstOutput("out_sample"), config.latentChannels(), "out_channels");
    }

    private static void requireOnlyKnownInputs(Graph graph, UnetConfig config) {
        Set<String> known = new HashSet<>(Set.of(Unet.SAMPLE, Unet.TIMESTEP, Unet.TEXT));
        if (config.takesPooledText()) {
            known.addAll(Set.of(Unet.POOLED_TEXT, Unet.TIME_IDS));
        }
        if (config.takesGuidance()) {
            known.add(Unet.GUIDANCE);
        }
        graph.requireNoInputsBut(known);
    }

    private static List<Vector> vectors(Graph graph, UnetConfig config) {
        List<Vector> vectors = new ArrayList<>();
        if (config.takesPooledText()) {
            String whose = "projection_dim of text_encoder_2/config.json";
            vectors.add(vector(graph.input(Unet.POOLED_TEXT), config.pooledTextSize(), whose));
            vectors.add(vector(graph.input(Unet.TIME_IDS), UnetConfig.TIME_IDS, "the number of time ids"));
        }
        if (config.takesGuidance()) {
            String whose = "time_cond_proj_dim of unet/config.json";
            vectors.add(vector(graph.input(Unet.GUIDANCE), config.guidanceSize(), whose));
        }
        return List.copyOf(vectors);
    }

    private static Vector vector(Port port, int size, String whose) {
        return new Vector(port.ofType(Elements.REAL).ofRank(2).dynamicAt(0).ofSize(1, size, whose), size);
    }

    private static Port latents(Port port, int channels, String key) {
        return port.ofType(Elements.REAL)
                .ofRank(4)
                .dynamicAt(0, 2, 3)
                .ofSize(1, channels, key + " of unet/config.json");
    }

    Port sample() {
        return sample;
    }

    Timestep timestep() {
        return timestep;
    }

    Port text() {
        return text;
    }

    List<Vector> vectors() {
        return vectors;
    }

    Port prediction() {
        return prediction;
    }
}
