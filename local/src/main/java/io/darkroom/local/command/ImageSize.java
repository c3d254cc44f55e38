package io.darkroom.local.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/**
 * The size of a picture.
 *
 * @param width in pixels
 * @param height in pixels
 */
record ImageSize(int width, int height) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:[xX](\\d{1,5}))?");

    /** Reads {@code WxH}, or {@code N} for a square. */
    static ImageSize parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a size is WxH or N");
        }
        int width = Integer.parseInt(matcher.group(1));
        String height = matcher.group(2);
        return new ImageSize(width, height == null ? width : Integer.parseInt(height));
    }

    /** {@link #parse} for picocli. */
    static final class Converter implements ITypeConverter<ImageSize> {
        @Override
        public ImageSize convert(String value) {
            return parse(value);
        }
    }
}
