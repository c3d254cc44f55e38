package io.darkroom.api.result;

/**
 * A picture on its way to a reader.
 *
 * @param sealedPicture the picture
 * @param handover of one that may be read once erases it, or makes it readable again
 */
public record Loan(String sealedPicture, Handover handover) {
    @Override
    public String toString() {
        return "Loan[hidden]";
    }
}
