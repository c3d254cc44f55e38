package io.darkroom.core.picture;

import java.util.ArrayList;
import java.util.List;

/** Pieces of a file, to be put together again without what lay between them. */
final class Pieces {
    private final byte[] file;
    private final List<Piece> pieces = new ArrayList<>();

    Pieces(byte[] file) {
        this.file = file;
    }

    void keep(int offset, int length) {
        pieces.add(new Piece(offset, length));
    }

    byte[] together() {
        byte[] together = new byte[pieces.stream().mapToInt(Piece::length).sum()];
        int end = 0;
        for (Piece piece : pieces) {
            System.arraycopy(file, piece.offset(), together, end, piece.length());
            end += piece.length();
        }
        return together;
    }

    private record Piece(int offset, int length) {}
}
