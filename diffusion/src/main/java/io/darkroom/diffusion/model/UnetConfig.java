package io.darkroom.diffusion.model;

/**
 * What {@code unet/config.json} says.
 *
 * @param latentChannels channels of the latent, in and out
 * @param nativeSide side in latent units that the model was trained at
 * @param textSize values per token that the cross attention takes
 * @param levels resolutions, each half the one before
 */
public record UnetConfig(int latentChannels, int nativeSide, int textSize, int levels) {
    static final String FILE = "unet/config.json";
    private static final int LATENT_CHANNELS = 4;

    static UnetConfig read(JsonFile file) {
        int channels = file.count("in_channels");
        if (channels != LATENT_CHANNELS) {
            throw file.refused("in_channels", channels + " is not supported, only " + LATENT_CHANNELS + " is");
        }
        if (file.count("out_channels") != channels) {
            throw file.refused("out_channels", "must equal in_channels " + channels);
        }
        // Each stands for one more input of the graph that plain Stable Diffusion does not have.
        file.refuseIfSet("addition_embed_type");
        file.refuseIfSet("class_embed_type");
        file.refuseIfSet("encoder_hid_dim_type");
        file.refuseIfSet("time_cond_proj_dim");
        return new UnetConfig(
                channels,
                file.count("sample_size"),
                file.count("cross_attention_dim"),
                file.length("block_out_channels"));
    }
}
