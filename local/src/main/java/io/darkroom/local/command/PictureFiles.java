package io.darkroom.local.command;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Where the pictures of one job are saved: one under the name given, several under that name with a number. */
final class PictureFiles {
    private final Path out;

    private PictureFiles(Path out) {
        this.out = out;
    }

    /**
     * Files named after {@code out}.
     *
     * @throws LocalFailure if nothing can be saved there
     */
    static PictureFiles named(Path out) {
        Path folder = out.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(out)) {
            throw new LocalFailure("--out " + out + " is a folder; name the picture in it");
        }
        if (!Files.isDirectory(folder)) {
            throw new LocalFailure("the folder of --out " + out + " does not exist");
        }
        if (!Files.isWritable(folder)) {
            throw new LocalFailure("the folder of --out " + out + " cannot be written to");
        }
        return new PictureFiles(out);
    }

    /** The file of picture {@code number} of {@code count}: {@code fox.png}, or {@code fox-0.png}, {@code fox-1.png}, … */
    Path file(int number, int count) {
        if (count == 1) {
            return out;
        }
        String name = String.valueOf(out.getFileName());
        int dot = name.lastIndexOf('.');
        int end = dot > 0 ? dot : name.length();
        return out.resolveSibling(name.substring(0, end) + "-" + number + name.substring(end));
    }

    /** Saves a picture, or what goes with it, whole or not at all. */
    static void save(byte[] content, Path file) {
        Path draft = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            try {
                Files.write(draft, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new LocalFailure("cannot save " + file + ": " + Reason.of(e), e);
        }
    }
}
