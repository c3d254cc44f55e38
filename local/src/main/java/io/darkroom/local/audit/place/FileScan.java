package io.darkroom.local.audit.place;

import io.darkroom.local.audit.search.Hit;
import io.darkroom.local.audit.search.Scan;
import io.darkroom.local.audit.search.Search;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * What one file holds, whatever its size.
 *
 * @param hits each form once
 * @param whole whether every compressed stream in it was followed to its end
 */
record FileScan(Set<Hit> hits, boolean whole) {
    private static final int PIECE = 1 << 18;

    static FileScan of(Path file, Search search) throws IOException {
        Scan scan = Scan.of(search);
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                scan.feed(piece, 0, read);
            }
        }
        return new FileScan(scan.end(), scan.isWhole());
    }
}
