package io.darkroom.diffusion.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The visible character that stands for each byte in a byte-level vocabulary. */
final class ByteSymbols {
    /*
     * Radford et al., "Language Models are Unsupervised Multitask Learners" (GPT-2), bytes_to_unicode: printable Latin-1
     * bytes stand for themselves, the other 68 take the code points from U+0100 on in order.
     */
    private static final String[] SYMBOLS = new String[256];

    static {
        int next = 0x100;
        for (int b = 0; b < 256; b++) {
            boolean visible = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            SYMBOLS[b] = String.valueOf((char) (visible ? b : next++));
        }
    }

    private ByteSymbols() {}

    /** One symbol per byte of {@code word} in UTF-8; the list may be changed. */
    static List<String> of(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        List<String> symbols = new ArrayList<>(bytes.length);
        for (byte b : bytes) {
            symbols.add(SYMBOLS[b & 0xff]);
        }
        return symbols;
    }
}
