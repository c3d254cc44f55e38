package io.darkroom.diffusion.engine;

/** What a picture waits for: a call of the text encoders and the VAE's encoder, of the U-Net, or of the VAE's decoder. */
enum Stage {
    BEGIN,
    STEP,
    DECODE
}
