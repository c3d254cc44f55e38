package io.darkroom.core.picture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.CRC32;

/** A PNG file (W3C, "Portable Network Graphics", third edition): all but its pixels and their palette is left out. */
final class PngFile implements PictureFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Set<String> ESSENTIAL = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final int HEADER_OCTETS = 13;
    private static final int LENGTH_AND_TYPE = 8;
    private static final int CHECKSUM = 4;

    private final ByteBuffer file;
    private final Pieces pieces;
    private int width;
    private int height;
    private Orientation orientation = Orientation.UPRIGHT;
    private boolean hasPixels;

    private PngFile(byte[] file) {
        this.file = ByteBuffer.wrap(file);
        pieces = new Pieces(file);
        pieces.keep(0, SIGNATURE.length);
    }

    static boolean isOne(byte[] file) {
        return PictureFile.has(file, 0, SIGNATURE);
    }

    static PngFile read(byte[] file) throws PictureRefused {
        PngFile png = new PngFile(file);
        String type = "";
        for (int at = SIGNATURE.length; !type.equals("IEND"); at += LENGTH_AND_TYPE + png.length(at) + CHECKSUM) {
            type = png.type(at);
            png.read(at, type);
        }
        if (!png.hasPixels) {
            throw damaged();
        }
        return png;
    }

    private void read(int at, String type) throws PictureRefused {
        if ((at == SIGNATURE.length) != type.equals("IHDR")) {
            throw damaged();
        }
        if (ESSENTIAL.contains(type)) {
            requireIntact(at);
            pieces.keep(at, LENGTH_AND_TYPE + length(at) + CHECKSUM);
        }
        switch (type) {
            case "IHDR" -> readHeader(at);
            case "IDAT" -> hasPixels = true;
            case "eXIf" -> orientation = Exif.orientation(file.array(), at + LENGTH_AND_TYPE, length(at));
            case "acTL" -> throw new PictureRefused(PictureRefused.Reason.ANIMATED);
            default -> {}
        }
    }

    private void readHeader(int at) throws PictureRefused {
        if (length(at) != HEADER_OCTETS) {
            throw damaged();
        }
        width = file.getInt(at + LENGTH_AND_TYPE);
        height = file.getInt(at + LENGTH_AND_TYPE + Integer.BYTES);
        PictureHeader.of(width, height, orientation);
    }

    private int length(int at) throws PictureRefused {
        int length = file.getInt(at);
        if (length < 0 || length > file.limit() - at - LENGTH_AND_TYPE - CHECKSUM) {
            throw damaged();
        }
        return length;
    }

    private String type(int at) {
        return new String(file.array(), at + Integer.BYTES, LENGTH_AND_TYPE - Integer.BYTES, US_ASCII);
    }

    private void requireIntact(int at) throws PictureRefused {
        int length = length(at);
        CRC32 checksum = new CRC32();
        checksum.update(file.array(), at + Integer.BYTES, LENGTH_AND_TYPE - Integer.BYTES + length);
        if (file.getInt(at + LENGTH_AND_TYPE + length) != (int) checksum.getValue()) {
            throw damaged();
        }
    }

    private static PictureRefused damaged() {
        return new PictureRefused(PictureRefused.Reason.DAMAGED);
    }

    @Override
    public PictureHeader header() {
        return new PictureHeader(width, height, orientation);
    }

    @Override
    public byte[] essential() {
        return pieces.together();
    }
}
