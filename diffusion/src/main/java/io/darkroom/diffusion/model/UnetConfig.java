package io.darkroom.diffusion.model;

/**
 * What {@code unet/config.json} says.
 *
 * @param inChannels channels in: those of the latent, for inpainting also a mask's and a masked latent's
 * @param latentChannels channels out, those of the latent
 * @param nativeSide side in latent units that the model was trained at
 * @param textSize values per token that the cross attention takes
 * @param levels resolutions, each half the one before
 * @param pooledTextSize values of the text as a whole, 0 if it is not fed
 * @param guidanceSize values that tell a distilled network the guidance scale, 0 if it is not fed
 */
public record UnetConfig(
        int inChannels,
        int latentChannels,
        int nativeSide,
        int textSize,
        int levels,
        int pooledTextSize,
        int guidanceSize) {
    /** Numbers that tell Stable Diffusion XL of original size, crop and target size. */
    public static final int TIME_IDS = 6;

    static final String FILE = "unet/config.json";

    static UnetConfig read(JsonFile file) {
        int latent = file.count("out_channels");
        int in = file.count("in_channels");
        if (in != latent && in != inpainting(latent)) {
            throw file.refused(
                    "in_channels",
                    in + " is not supported, only " + latent + " and " + inpainting(latent)
                            + " are, out_channels being " + latent);
        }
        // Each stands for one more input of the graph that is not fed.
        file.refuseIfSet("class_embed_type");
        file.refuseIfSet("encoder_hid_dim_type");
        return new UnetConfig(
                in,
                latent,
                file.count("sample_size"),
                file.count("cross_attention_dim"),
                file.length("block_out_channels"),
                pooledTextSize(file),
                file.isSet("time_cond_proj_dim") ? file.count("time_cond_proj_dim") : 0);
    }

    private static int inpainting(int latentChannels) {
        return 2 * latentChannels + 1;
    }

    /** The projection takes the pooled text and each time id's embedding, one behind the other. */
    private static int pooledTextSize(JsonFile file) {
        if (!file.isSet("addition_embed_type")) {
            return 0;
        }
        String type = file.text("addition_embed_type");
        if (!type.equals("text_time")) {
            throw file.refused("addition_embed_type", type + " is not supported, only text_time is");
        }
        int size =
                file.count("projection_class_embeddings_input_dim") - TIME_IDS * file.count("addition_time_embed_dim");
        if (size < 1) {
            throw file.refused(
                    "projection_class_embeddings_input_dim", "must exceed that of " + TIME_IDS + " time ids");
        }
        return size;
    }

    /** Whether it is fed pooled text and time ids, as Stable Diffusion XL is. */
    public boolean takesPooledText() {
        return pooledTextSize > 0;
    }

    /** Whether it is told the guidance scale, so that it draws with guidance in one pass. */
    public boolean takesGuidance() {
        return guidanceSize > 0;
    }

    /** Whether it is fed a mask and a masked latent beside the noisy one, and so draws only within masks. */
    public boolean isInpainting() {
        return inChannels != latentChannels;
    }
}
