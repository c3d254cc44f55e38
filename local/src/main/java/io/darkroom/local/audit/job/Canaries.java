package io.darkroom.local.audit.job;

import io.darkroom.local.audit.search.Canary;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the jobs of one kind have said, sent and drawn. */
public final class Canaries {
    private static final int WORD_LENGTH = 24;

    private final List<Canary> all = new ArrayList<>();

    /** A word that nobody ever said: ASCII letters and digits. */
    public static String freshWord() {
        return ("kanari" + UUID.randomUUID().toString().replace("-", "")).substring(0, WORD_LENGTH);
    }

    /** A new word, to be said. */
    String word(String name) {
        String word = freshWord();
        all.add(Canary.ofText(name, word));
        return word;
    }

    /** A new picture file, to be sent. */
    byte[] picture(String name, int side) {
        byte[] file = PictureCanary.noise(side, side);
        all.addAll(PictureCanary.of(name, file));
        return file;
    }

    /** Remembers a picture that came back. */
    Canary drawn(String name, byte[] file) {
        Canary canary = PictureCanary.ofFile(name, file);
        all.add(canary);
        return canary;
    }

    /** All so far. */
    public List<Canary> all() {
        return List.copyOf(all);
    }
}
