package io.darkroom.core.picture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A WebP file (RFC 9649): all but the chunks of its pixels is left out. */
final class WebpFile implements PictureFile {
    private static final byte[] RIFF = "RIFF".getBytes(US_ASCII);
    private static final byte[] WEBP = "WEBP".getBytes(US_ASCII);
    private static final int FILE_HEADER = 12;
    private static final int CHUNK_HEADER = 8;

    private static final int ANIMATION = 0x02;
    private static final int ALPHA = 0x10;
    private static final int START_CODE = 0x2a019d;
    private static final int LOSSLESS_SIGNATURE = 0x2f;
    private static final int SIDE_BITS = 14;
    private static final int SIDE_MASK = (1 << SIDE_BITS) - 1;

    private static final long FIXED = 4 << 20;
    private static final long PIXEL = 16;
    private static final long TABLES_OF_PIXEL = 600;
    private static final long MOST_TABLES = 32 << 20;

    private final ByteBuffer file;
    private final Pieces pieces;
    private @Nullable PictureSize canvas;
    private @Nullable PictureSize size;
    private Orientation orientation = Orientation.UPRIGHT;

    private WebpFile(byte[] file) {
        this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        pieces = new Pieces(file);
        pieces.keep(0, FILE_HEADER);
    }

    static boolean isOne(byte[] file) {
        return PictureFile.has(file, 0, RIFF) && PictureFile.has(file, RIFF.length + Integer.BYTES, WEBP);
    }

    static WebpFile read(byte[] file) throws PictureRefused {
        WebpFile webp = new WebpFile(file);
        long end = CHUNK_HEADER + Integer.toUnsignedLong(webp.file.getInt(RIFF.length));
        if (end > file.length) {
            throw damaged();
        }
        int at = FILE_HEADER;
        while (at + CHUNK_HEADER <= end) {
            at += webp.chunk(at, (int) end);
        }
        PictureSize size = webp.size;
        if (size == null || (webp.canvas != null && !webp.canvas.equals(size))) {
            throw damaged();
        }
        PictureHeader.of(size.width(), size.height(), webp.orientation);
        return webp;
    }

    /** Reads a chunk; returns how many octets it takes. */
    private int chunk(int at, int end) throws PictureRefused {
        int data = at + CHUNK_HEADER;
        int length = file.getInt(at + Integer.BYTES);
        if (length < 0 || length > end - data) {
            throw damaged();
        }
        int whole = Math.min(CHUNK_HEADER + length + length % 2, end - at);
        switch (new String(file.array(), at, RIFF.length, US_ASCII)) {
            case "VP8X" -> readExtended(at, whole);
            case "ALPH" -> pieces.keep(at, whole);
            case "VP8 " -> readPixels(at, whole, lossy(data));
            case "VP8L" -> readPixels(at, whole, lossless(data));
            case "EXIF" -> orientation = Exif.orientation(file.array(), data, length);
            case "ANIM", "ANMF" -> throw new PictureRefused(PictureRefused.Reason.ANIMATED);
            default -> {}
        }
        return whole;
    }

    private void readExtended(int at, int whole) throws PictureRefused {
        int data = at + CHUNK_HEADER;
        if ((file.get(data) & ANIMATION) != 0) {
            throw new PictureRefused(PictureRefused.Reason.ANIMATED);
        }
        canvas = new PictureSize(1 + (file.getInt(data + 3) >>> Byte.SIZE), 1 + (file.getInt(data + 6) >>> Byte.SIZE));
        pieces.keep(at, whole);
    }

    private void readPixels(int at, int whole, PictureSize found) throws PictureRefused {
        if (size != null) {
            throw damaged();
        }
        size = found;
        pieces.keep(at, whole);
    }

    private PictureSize lossy(int data) throws PictureRefused {
        if (file.getInt(data + 2) >>> Byte.SIZE != START_CODE) {
            throw damaged();
        }
        return new PictureSize(file.getShort(data + 6) & SIDE_MASK, file.getShort(data + 8) & SIDE_MASK);
    }

    private PictureSize lossless(int data) throws PictureRefused {
        if (file.get(data) != LOSSLESS_SIGNATURE) {
            throw damaged();
        }
        int bits = file.getInt(data + 1);
        return new PictureSize(1 + (bits & SIDE_MASK), 1 + (bits >>> SIDE_BITS & SIDE_MASK));
    }

    private static PictureRefused damaged() {
        return new PictureRefused(PictureRefused.Reason.DAMAGED);
    }

    @Override
    public PictureHeader header() {
        PictureSize stored = size;
        if (stored == null) {
            throw new IllegalStateException("not read yet");
        }
        return new PictureHeader(stored.width(), stored.height(), orientation);
    }

    /**
     * Octets that decoding may allocate: what its pixels take several times over, and tables as an encoder makes them, at
     * most one set for each square of 4 x 4 pixels and not above 2600 sets.
     */
    long mostAllocated() {
        PictureHeader header = header();
        long pixels = (long) header.width() * header.height();
        return FIXED + pixels * PIXEL + Math.min(pixels * TABLES_OF_PIXEL, MOST_TABLES);
    }

    /** With a new length, and nothing said of the chunks that are missing. */
    @Override
    public byte[] essential() {
        byte[] together = pieces.together();
        ByteBuffer buffer = ByteBuffer.wrap(together).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(RIFF.length, together.length - CHUNK_HEADER);
        if (canvas != null && PictureFile.has(together, FILE_HEADER, "VP8X".getBytes(US_ASCII))) {
            int flags = FILE_HEADER + CHUNK_HEADER;
            together[flags] &= ALPHA;
        }
        return together;
    }
}
