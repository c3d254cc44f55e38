package io.darkroom.local.audit.place;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.darkroom.local.audit.search.Canary;
import io.darkroom.local.audit.search.Hit;
import io.darkroom.local.audit.search.Search;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The pictures that came back: their files hold nothing of what was said or sent. */
public final class PicturePlace implements Place {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final List<Got> pictures = new CopyOnWriteArrayList<>();

    /** Keeps a file; {@code itself} is the canary that stands for it, which is of course in it. */
    public void keep(String where, byte[] file, Canary itself) {
        pictures.add(new Got(where, file, itself));
    }

    @Override
    public String name() {
        return "pictures' metadata";
    }

    @Override
    public List<Plant> plants() {
        return List.of(new Comment());
    }

    @Override
    public void search(Search search, Findings findings) {
        for (Got picture : pictures) {
            Set<Hit> hits = search.in(picture.file).stream()
                    .filter(hit -> hit.canary() != picture.itself)
                    .collect(Collectors.toSet());
            findings.found(name(), picture.where, hits);
        }
    }

    private record Got(String where, byte[] file, @Nullable Canary itself) {}

    /** A picture with a comment. */
    private final class Comment implements Plant {
        @Override
        public String what() {
            return "a picture with a comment";
        }

        @Override
        public Planted put() {
            Canary canary = Canary.planted();
            Got picture = new Got("planted", commented(canary.lines()), null);
            pictures.add(picture);
            return Planted.whole(canary, () -> pictures.remove(picture));
        }

        /** A PNG's first chunks: what the metadata of any writer looks like. */
        private static byte[] commented(byte[] text) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.writeBytes(SIGNATURE);
            ByteBuffer chunk = ByteBuffer.allocate(text.length + 20);
            chunk.putInt(text.length + 8)
                    .put("tEXtComment\0".getBytes(US_ASCII))
                    .put(text);
            CRC32 checksum = new CRC32();
            checksum.update(chunk.array(), 4, text.length + 12);
            chunk.putInt((int) checksum.getValue());
            file.writeBytes(chunk.array());
            return file.toByteArray();
        }
    }
}
