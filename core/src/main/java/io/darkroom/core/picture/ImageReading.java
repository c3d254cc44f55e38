package io.darkroom.core.picture;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** Has a picture file decoded by ImageIO, wholly in memory. Whatever goes wrong there, the file is at fault. */
final class ImageReading {
    static {
        // Its default is a temporary file.
        ImageIO.setUseCache(false);
    }

    private ImageReading() {}

    static Samples read(PictureFile file) throws PictureRefused {
        byte[] essential = file.essential();
        try {
            BufferedImage image = read(file, essential);
            PictureHeader header = file.header();
            if (image.getWidth() != header.width() || image.getHeight() != header.height()) {
                throw new PictureRefused(PictureRefused.Reason.DAMAGED);
            }
            return new Samples(image);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // Limits hold the pixels, but not all that a hostile file can ask of its decoder on the way to them.
            throw new PictureRefused(PictureRefused.Reason.DAMAGED);
        } finally {
            Arrays.fill(essential, (byte) 0);
        }
    }

    private static BufferedImage read(PictureFile file, byte[] essential) throws IOException, PictureRefused {
        ImageReader reader = reader(file);
        try (ImageInputStream in = input(file, essential)) {
            reader.setInput(in, true, true);
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    private static ImageInputStream input(PictureFile file, byte[] essential) throws PictureRefused {
        return file instanceof WebpFile webp
                ? new MeteredInput(essential, webp.mostAllocated())
                : new ByteArrayImageInputStream(essential);
    }

    private static ImageReader reader(PictureFile file) throws IOException {
        if (file instanceof PngFile) {
            return ImageIO.getImageReadersByFormatName("png").next();
        }
        return file instanceof JpegFile
                ? JpegReaders.SPI.createReaderInstance()
                : new WebPImageReaderSpi().createReaderInstance();
    }

    /** Java's own reader, which this one leans on, knows neither CMYK nor YCCK. */
    private static final class JpegReaders {
        static final JPEGImageReaderSpi SPI = registered();

        private static JPEGImageReaderSpi registered() {
            IIORegistry registry = IIORegistry.getDefaultInstance();
            JPEGImageReaderSpi found = registry.getServiceProviderByClass(JPEGImageReaderSpi.class);
            if (found != null) {
                return found;
            }
            JPEGImageReaderSpi made = new JPEGImageReaderSpi();
            registry.registerServiceProvider(made, ImageReaderSpi.class);
            return made;
        }
    }
}
