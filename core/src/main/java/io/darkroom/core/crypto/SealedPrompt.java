package io.darkroom.core.crypto;

/**
 * A sealed prompt in its two parts. Neither opens without the other, so destroying {@code keyPart} destroys the prompt
 * wherever {@code body} still lies.
 *
 * @param keyPart the JWE's {@code encrypted_key}, base64url; goes to Redis
 * @param body the compact JWE with that part left empty: {@code header..iv.ciphertext.tag}; goes to Kafka
 */
public record SealedPrompt(String keyPart, String body) {

    static SealedPrompt split(String compact) {
        int afterHeader = compact.indexOf('.') + 1;
        int afterKey = compact.indexOf('.', afterHeader);
        return new SealedPrompt(
                compact.substring(afterHeader, afterKey),
                compact.substring(0, afterHeader) + compact.substring(afterKey));
    }

    /**
     * The compact JWE that the parts make.
     *
     * @throws SealException if {@code body} is not a JWE without its key part
     */
    public String join() {
        int gap = body.indexOf("..");
        if (gap < 0) {
            throw new SealException("cannot open");
        }
        return body.substring(0, gap + 1) + keyPart + body.substring(gap + 1);
    }
}
