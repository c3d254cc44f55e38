package io.darkroom.local.audit.search;

import java.util.Optional;

/**
 * Where a deflated stream (RFC 1951) seems to begin: after the head of a gzip member (RFC 1952), of a zlib stream (RFC 1950) or of a
 * ZIP entry. Bare deflate has no head and cannot be told from noise.
 *
 * @param kind in a report
 * @param dataAt where the deflated octets begin
 */
record StreamHead(String kind, int dataAt) {
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int CHECKSUM = 2;
    private static final int RESERVED = 0xe0;
    private static final int ZIP_HEAD = 30;

    /** What begins at {@code at} in octets of which {@code end} are there. */
    static Optional<StreamHead> at(byte[] octets, int at, int end) {
        int first = octets[at];
        // Nearly every octet ends here.
        if (first == 0x1f) {
            return gzip(octets, at, end);
        }
        if (first == 'P') {
            return zip(octets, at, end);
        }
        return (first & 0x8f) == 0x08 ? zlib(octets, at, end) : Optional.empty();
    }

    /** A window of at most 32 KiB, no dictionary, and a checksum of two octets. */
    private static Optional<StreamHead> zlib(byte[] octets, int at, int end) {
        if (at + 2 >= end) {
            return Optional.empty();
        }
        int flags = octets[at + 1] & 0xff;
        boolean fits = ((octets[at] << Byte.SIZE) + flags) % 31 == 0 && (flags & 0x20) == 0;
        return fits ? Optional.of(new StreamHead("deflate", at + 2)) : Optional.empty();
    }

    private static Optional<StreamHead> gzip(byte[] octets, int at, int end) {
        if (at + 10 >= end || (octets[at + 1] & 0xff) != 0x8b || octets[at + 2] != 8) {
            return Optional.empty();
        }
        int flags = octets[at + 3] & 0xff;
        int data = at + 10;
        if ((flags & EXTRA) != 0) {
            data += 2 + number(octets, data, end);
        }
        data = (flags & NAME) == 0 ? data : afterZero(octets, data, end);
        data = (flags & COMMENT) == 0 ? data : afterZero(octets, data, end);
        data += (flags & CHECKSUM) == 0 ? 0 : 2;
        return (flags & RESERVED) == 0 && data < end ? Optional.of(new StreamHead("gzip", data)) : Optional.empty();
    }

    private static Optional<StreamHead> zip(byte[] octets, int at, int end) {
        boolean fits = at + ZIP_HEAD < end
                && octets[at + 1] == 'K'
                && octets[at + 2] == 3
                && octets[at + 3] == 4
                && number(octets, at + 8, end) == 8;
        if (!fits) {
            return Optional.empty();
        }
        int data = at + ZIP_HEAD + number(octets, at + 26, end) + number(octets, at + 28, end);
        return data < end ? Optional.of(new StreamHead("zip", data)) : Optional.empty();
    }

    private static int number(byte[] octets, int at, int end) {
        return at + 1 < end ? (octets[at] & 0xff) | (octets[at + 1] & 0xff) << Byte.SIZE : 0;
    }

    private static int afterZero(byte[] octets, int from, int end) {
        int at = from;
        while (at < end && octets[at] != 0) {
            at++;
        }
        return at + 1;
    }
}
