package io.darkroom.core.picture;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG file (ITU-T T.81) up to its end marker: comments and applications' segments are left out, but for those of JFIF and
 * Adobe, which say what the samples mean. Further pictures behind the first, as some cameras append, are not looked at.
 */
final class JpegFile implements PictureFile {
    private static final byte[] BEGIN = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final int MARKER_OCTETS = 2;

    private static final int SOF_BASELINE = 0xc0;
    private static final int SOF_PROGRESSIVE = 0xc2;
    private static final int DHT = 0xc4;
    private static final int DAC = 0xcc;
    private static final int SOF_LAST = 0xcf;
    private static final int RST_FIRST = 0xd0;
    private static final int RST_LAST = 0xd7;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int JFIF = 0xe0;
    private static final int EXIF = 0xe1;
    private static final int ADOBE = 0xee;
    private static final int APP_LAST = 0xef;
    private static final int COMMENT = 0xfe;

    /** A scan of no octets still passes over every block: tens of thousands of them take hours. Usual are ten. */
    private static final int MOST_SCANS = 100;

    private final ByteBuffer file;
    private final Pieces pieces;
    private @Nullable PictureHeader header;
    private Orientation orientation = Orientation.UPRIGHT;
    private int scans;

    private JpegFile(byte[] file) {
        this.file = ByteBuffer.wrap(file);
        pieces = new Pieces(file);
        pieces.keep(0, MARKER_OCTETS);
    }

    static boolean isOne(byte[] file) {
        return PictureFile.has(file, 0, BEGIN);
    }

    static JpegFile read(byte[] file) throws PictureRefused {
        JpegFile jpeg = new JpegFile(file);
        int at = MARKER_OCTETS;
        while (jpeg.marker(at) != EOI) {
            at = jpeg.segment(at);
        }
        jpeg.pieces.keep(at, MARKER_OCTETS);
        if (jpeg.header == null || jpeg.scans == 0) {
            throw damaged();
        }
        return jpeg;
    }

    private int marker(int at) throws PictureRefused {
        if (octet(at) != 0xff) {
            throw damaged();
        }
        return octet(at + 1);
    }

    private int octet(int at) {
        return Byte.toUnsignedInt(file.get(at));
    }

    /** Reads the segment, or the fill octet, at {@code at}; returns where the next one begins. */
    private int segment(int at) throws PictureRefused {
        int marker = marker(at);
        if (marker == 0xff) {
            return at + 1;
        }
        int length = Short.toUnsignedInt(file.getShort(at + MARKER_OCTETS));
        int end = at + MARKER_OCTETS + length;
        if (length < Short.BYTES || end > file.limit()) {
            throw damaged();
        }
        int next = marker == SOS ? endOfScan(end) : end;
        if (isEssential(marker)) {
            pieces.keep(at, next - at);
        }
        if (marker == EXIF && Exif.isExif(file.array(), at + 4, length - 2)) {
            orientation = Exif.orientation(file.array(), at + 4, length - 2);
        }
        if (marker >= SOF_BASELINE && marker <= SOF_LAST && marker != DHT && marker != DAC) {
            readFrame(marker, at + 4);
        }
        return next;
    }

    private static boolean isEssential(int marker) {
        boolean application = marker >= JFIF && marker <= APP_LAST && marker != JFIF && marker != ADOBE;
        return !application && marker != COMMENT;
    }

    private void readFrame(int marker, int at) throws PictureRefused {
        boolean common = marker <= SOF_PROGRESSIVE && octet(at) == Byte.SIZE;
        if (!common) {
            throw new PictureRefused(PictureRefused.Reason.RARE_KIND);
        }
        if (header != null) {
            throw damaged();
        }
        int height = Short.toUnsignedInt(file.getShort(at + 1));
        int width = Short.toUnsignedInt(file.getShort(at + 3));
        header = PictureHeader.of(width, height, Orientation.UPRIGHT);
    }

    /** Where the marker after a scan's data is: in the data, 0xff is followed by 0 or by the number of a restart. */
    private int endOfScan(int begin) throws PictureRefused {
        if (++scans > MOST_SCANS) {
            throw new PictureRefused(PictureRefused.Reason.RARE_KIND);
        }
        int at = begin;
        while (true) {
            if (octet(at) == 0xff) {
                int next = octet(at + 1);
                if (next != 0 && next != 0xff && (next < RST_FIRST || next > RST_LAST)) {
                    return at;
                }
            }
            at++;
        }
    }

    private static PictureRefused damaged() {
        return new PictureRefused(PictureRefused.Reason.DAMAGED);
    }

    @Override
    public PictureHeader header() {
        PictureHeader stored = header;
        if (stored == null) {
            throw new IllegalStateException("not read yet");
        }
        return new PictureHeader(stored.width(), stored.height(), orientation);
    }

    @Override
    public byte[] essential() {
        return pieces.together();
    }
}
