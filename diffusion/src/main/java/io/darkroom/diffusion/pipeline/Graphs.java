package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.ModelException;
import io.darkroom.diffusion.model.ModelFolder;
import io.darkroom.diffusion.model.TextModel;
import io.darkroom.diffusion.onnx.GraphInput;
import io.darkroom.diffusion.onnx.SessionSettings;
import io.darkroom.diffusion.onnx.TextEncoder;
import io.darkroom.diffusion.onnx.Unet;
import io.darkroom.diffusion.onnx.VaeDecoder;
import io.darkroom.diffusion.onnx.VaeEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The graphs of one model, loaded together and closed together. */
final class Graphs implements AutoCloseable {
    private static final int PROBE_SIDE = 8;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<TextEncoder> textEncoders = new ArrayList<>();
    private final Unet unet;
    private final VaeDecoder vaeDecoder;
    private final @Nullable VaeEncoder vaeEncoder;

    private Graphs(ModelFolder folder, SessionSettings settings) {
        try {
            for (TextModel text : folder.texts()) {
                textEncoders.add(opened(TextEncoder.open(folder.path(), text.encoder(), folder.tokens(), settings)));
            }
            unet = opened(Unet.open(folder.path(), folder.unet(), folder.tokens(), settings));
            vaeDecoder = opened(VaeDecoder.open(folder.path(), folder.vae(), settings));
            checkScale(vaeDecoder.accepts(PROBE_SIDE, PROBE_SIDE), VaeDecoder.FILE, folder);
            vaeEncoder = folder.hasVaeEncoder() ? encoder(folder, settings) : null;
            if (folder.unet().isInpainting() && vaeEncoder == null) {
                throw new ModelException(VaeEncoder.FILE, "is missing or follows no seed, and inpainting needs it");
            }
        } catch (RuntimeException e) {
            closeAll();
            throw e;
        }
    }

    static Graphs open(ModelFolder folder, EngineSettings settings) {
        return new Graphs(folder, settings.sessions());
    }

    private <T extends AutoCloseable> T opened(T graph) {
        open.push(graph);
        return graph;
    }

    private @Nullable VaeEncoder encoder(ModelFolder folder, SessionSettings settings) {
        VaeEncoder encoder = opened(VaeEncoder.open(folder.path(), folder.vae(), settings));
        if (encoder.samplesItself()) {
            return null;
        }
        checkScale(encoder.accepts(PROBE_SIDE, PROBE_SIDE), VaeEncoder.FILE, folder);
        return encoder;
    }

    private static void checkScale(boolean holds, String file, ModelFolder folder) {
        if (!holds) {
            throw new ModelException(
                    file,
                    "does not have " + folder.vae().scale()
                            + " pixels per latent unit, as block_out_channels of vae_decoder/config.json says");
        }
    }

    /** In the order of {@link ModelFolder#texts}. */
    List<TextEncoder> textEncoders() {
        return textEncoders;
    }

    Unet unet() {
        return unet;
    }

    VaeDecoder vaeDecoder() {
        return vaeDecoder;
    }

    /** Empty for a model that starts from noise only. */
    Optional<VaeEncoder> vaeEncoder() {
        return Optional.ofNullable(vaeEncoder);
    }

    /** Gives back the buffers that are kept for later calls. */
    void freeBuffers() {
        unet.freeBuffers();
        vaeDecoder.freeBuffers();
        vaeEncoder().ifPresent(VaeEncoder::freeBuffers);
    }

    List<GraphInput> inputs() {
        List<GraphInput> inputs = new ArrayList<>();
        textEncoders.forEach(encoder -> inputs.addAll(encoder.inputs()));
        inputs.addAll(unet.inputs());
        inputs.addAll(vaeDecoder.inputs());
        vaeEncoder().ifPresent(encoder -> inputs.addAll(encoder.inputs()));
        return inputs;
    }

    @Override
    public void close() {
        closeAll();
    }

    private void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a graph cannot be closed", e);
            }
        }
    }
}
