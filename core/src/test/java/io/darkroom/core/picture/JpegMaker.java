package io.darkroom.core.picture;

import java.io.ByteArrayOutputStream;

/** JPEG files that no honest program writes. */
final class JpegMaker {
    private JpegMaker() {}

    /** The same file with its last scan so many times more. */
    static byte[] repeatingItsLastScan(byte[] file, int times) {
        int end = file.length - 2;
        int begin = end;
        while (file[begin] != (byte) 0xff || file[begin + 1] != (byte) 0xda) {
            begin--;
        }
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(file, 0, end);
        for (int i = 0; i < times; i++) {
            longer.write(file, begin, end - begin);
        }
        longer.write(file, end, 2);
        return longer.toByteArray();
    }
}
