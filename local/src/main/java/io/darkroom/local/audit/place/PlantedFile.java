package io.darkroom.local.audit.place;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.PrivateFiles;
import io.darkroom.local.Reason;
import io.darkroom.local.audit.search.Canary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** A file in a folder: the canary in every form, and once more in a gzip and in a deflate stream. */
record PlantedFile(Path folder) implements Plant {

    static List<Plant> inEach(List<Path> folders) {
        return folders.stream().<Plant>map(PlantedFile::new).toList();
    }

    @Override
    public String what() {
        return "a file in " + folder;
    }

    @Override
    public Planted put() {
        Canary canary = Canary.planted();
        Set<String> encodings = new HashSet<>();
        canary.forms().forEach(form -> {
            encodings.add(form.encoding());
            encodings.add(form.encoding() + ", in gzip");
            encodings.add(form.encoding() + ", in deflate");
        });
        try {
            Path file = Files.createTempFile(folder, "darkroom-audit-", ".planted", PrivateFiles.FILE);
            Files.write(file, content(canary.lines()));
            return Planted.in(canary, encodings, () -> remove(file));
        } catch (IOException e) {
            throw new LocalFailure("cannot write a file in " + folder + ": " + Reason.of(e), e);
        }
    }

    private static byte[] content(byte[] lines) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(lines);
        try (OutputStream gzip = new GZIPOutputStream(content)) {
            gzip.write(lines);
        }
        try (OutputStream deflate = new DeflaterOutputStream(content)) {
            deflate.write(lines);
        }
        return content.toByteArray();
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
