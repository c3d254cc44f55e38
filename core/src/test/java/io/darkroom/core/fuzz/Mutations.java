package io.darkroom.core.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Alters octets: as a careless line does it, and as somebody does it who knows where lengths and words stand. */
final class Mutations {
    private static final int[] LIMITS = {0, 1, -1, 2, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 1 << 24, 1 << 30};
    private static final int LONGEST_PIECE = 64;
    private static final int MOST_AT_ONCE = 6;

    private final RandomGenerator random;
    private final List<byte[]> words;
    private final int longest;

    Mutations(RandomGenerator random, List<byte[]> words, int longest) {
        this.random = random;
        this.words = words;
        this.longest = longest;
    }

    /** {@code seed} with some alterations; {@code other} is there to be cut to pieces. */
    byte[] of(byte[] seed, byte[] other) {
        byte[] altered = seed;
        for (int left = 1 + random.nextInt(MOST_AT_ONCE); left > 0; left--) {
            altered = once(altered, other);
        }
        return altered.length <= longest ? altered : Arrays.copyOf(altered, longest);
    }

    private byte[] once(byte[] octets, byte[] other) {
        return switch (random.nextInt(10)) {
            case 0 -> flipped(octets);
            case 1 -> overwritten(octets);
            case 2 -> withLength(octets);
            case 3 -> Arrays.copyOf(octets, place(octets));
            case 4 -> replaced(octets, new byte[0]);
            case 5 -> inserted(octets, piece(octets));
            case 6 -> inserted(octets, randomOctets());
            case 7 -> inserted(octets, word());
            case 8 -> replaced(octets, word());
            default -> replaced(octets, piece(other));
        };
    }

    private byte[] flipped(byte[] octets) {
        byte[] altered = octets.clone();
        if (altered.length > 0) {
            altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        return altered;
    }

    private byte[] overwritten(byte[] octets) {
        byte[] altered = octets.clone();
        if (altered.length > 0) {
            altered[random.nextInt(altered.length)] = (byte) random.nextInt();
        }
        return altered;
    }

    /** One, two or four octets as a number at some limit, in either order. */
    private byte[] withLength(byte[] octets) {
        byte[] altered = octets.clone();
        int number = LIMITS[random.nextInt(LIMITS.length)];
        int width = 1 << random.nextInt(3);
        int at = place(octets);
        boolean little = random.nextBoolean();
        for (int i = 0; i < width && at + i < altered.length; i++) {
            altered[at + i] = (byte) (number >> Byte.SIZE * (little ? i : width - 1 - i));
        }
        return altered;
    }

    private byte[] inserted(byte[] octets, byte[] piece) {
        int at = place(octets);
        return joined(octets, at, piece, at);
    }

    private byte[] replaced(byte[] octets, byte[] piece) {
        int from = place(octets);
        int to = Math.min(octets.length, from + 1 + random.nextInt(LONGEST_PIECE));
        return joined(octets, from, piece, to);
    }

    private static byte[] joined(byte[] octets, int from, byte[] piece, int to) {
        byte[] joined = Arrays.copyOf(octets, from + piece.length + octets.length - to);
        System.arraycopy(piece, 0, joined, from, piece.length);
        System.arraycopy(octets, to, joined, from + piece.length, octets.length - to);
        return joined;
    }

    /** A piece of {@code octets}, now and then many times over. */
    private byte[] piece(byte[] octets) {
        int from = place(octets);
        byte[] piece =
                Arrays.copyOfRange(octets, from, Math.min(octets.length, from + 1 + random.nextInt(LONGEST_PIECE)));
        return random.nextInt(16) == 0 ? new String(piece, UTF_8).repeat(100).getBytes(UTF_8) : piece;
    }

    private byte[] randomOctets() {
        byte[] octets = new byte[1 + random.nextInt(LONGEST_PIECE)];
        random.nextBytes(octets);
        return octets;
    }

    private byte[] word() {
        byte[] word = words.get(random.nextInt(words.size()));
        return random.nextInt(64) == 0 ? new String(word, UTF_8).repeat(2000).getBytes(UTF_8) : word;
    }

    private int place(byte[] octets) {
        return random.nextInt(octets.length + 1);
    }
}
