package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.ModelException;
import io.darkroom.diffusion.model.ModelFolder;
import io.darkroom.diffusion.onnx.TextEncoder;
import io.darkroom.diffusion.onnx.Unet;
import io.darkroom.diffusion.onnx.VaeDecoder;

/** The three graphs of one model, loaded together and closed together. */
record Graphs(TextEncoder textEncoder, Unet unet, VaeDecoder vaeDecoder) implements AutoCloseable {
    private static final int PROBE_SIDE = 8;

    static Graphs open(ModelFolder folder, EngineSettings settings) {
        int threads = settings.intraOpThreads();
        int tokens = folder.tokenizer().maxLength();
        TextEncoder textEncoder = TextEncoder.open(folder.path(), folder.textEncoder(), tokens, threads);
        try {
            Unet unet = Unet.open(folder.path(), folder.unet(), tokens, threads);
            try {
                return new Graphs(textEncoder, unet, decoder(folder, threads));
            } catch (RuntimeException e) {
                unet.close();
                throw e;
            }
        } catch (RuntimeException e) {
            textEncoder.close();
            throw e;
        }
    }

    private static VaeDecoder decoder(ModelFolder folder, int threads) {
        VaeDecoder decoder = VaeDecoder.open(folder.path(), folder.vae(), threads);
        if (!decoder.accepts(PROBE_SIDE, PROBE_SIDE)) {
            decoder.close();
            throw new ModelException(
                    VaeDecoder.FILE,
                    "does not draw " + folder.vae().scale()
                            + " pixels per latent unit, as block_out_channels of vae_decoder/config.json says");
        }
        return decoder;
    }

    @Override
    public void close() {
        vaeDecoder.close();
        unet.close();
        textEncoder.close();
    }
}
