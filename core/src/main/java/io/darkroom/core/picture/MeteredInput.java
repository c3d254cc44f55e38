package io.darkroom.core.picture;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A WebP file in memory that ends with an error once its reader has taken more than the picture can need:
 *
 * <ul>
 *   <li>memory: the tables of a lossless one (RFC 9649, section 3.7.2) take two thousand times the octets that ask for them,
 *       and nothing in the header tells how many there are;
 *   <li>reads behind the file's end, which the reader takes for zeros, at the price of an exception for each pixel.
 * </ul>
 *
 * <p>For the thread that made it.
 */
final class MeteredInput extends ImageInputStreamImpl {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Octets read between two looks; no more are handed out at a time, or a reader could take the whole file unseen. */
    private static final int LOOK = 64;
    /** The reader looks eight octets ahead. */
    private static final int MOST_BEHIND_THE_END = 64;

    private final byte[] file;
    private final long most;
    private final long before = THREADS.getCurrentThreadAllocatedBytes();
    private long nextLook;
    private int behindTheEnd;

    /**
     * Reads {@code file}, which is not copied.
     *
     * @param most octets that may be allocated meanwhile
     */
    MeteredInput(byte[] file, long most) {
        this.file = file;
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        return hasMore() ? file[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        bitOffset = 0;
        if (!hasMore()) {
            return -1;
        }
        int read = (int) Math.min(Math.min(length, LOOK), file.length - streamPos);
        System.arraycopy(file, (int) streamPos, into, offset, read);
        streamPos += read;
        return read;
    }

    private boolean hasMore() throws IOException {
        if (streamPos >= file.length) {
            behindTheEnd++;
            require(behindTheEnd <= MOST_BEHIND_THE_END);
            return false;
        }
        if (streamPos >= nextLook) {
            nextLook = streamPos + LOOK;
            require(THREADS.getCurrentThreadAllocatedBytes() - before <= most);
        }
        return true;
    }

    private static void require(boolean held) throws IOException {
        if (!held) {
            throw new IOException("this picture takes more than it may");
        }
    }

    @Override
    public long length() {
        return file.length;
    }
}
