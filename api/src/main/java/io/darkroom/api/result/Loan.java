package io.darkroom.api.result;

/**
 * A picture that may be read once, lent to one reader.
 *
 * @param sealedPicture the picture
 * @param handover erases it, or makes it readable again
 */
public record Loan(String sealedPicture, Handover handover) {
    @Override
    public String toString() {
        return "Loan[hidden]";
    }
}
