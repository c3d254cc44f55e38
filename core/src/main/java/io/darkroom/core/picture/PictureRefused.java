package io.darkroom.core.picture;

/** A picture file that is not drawn from. Says why in words that hold nothing of the file. */
public final class PictureRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    PictureRefused(Reason reason) {
        super(reason.rule(), null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** What a picture file must be. */
    public enum Reason {
        /** Neither PNG nor JPEG nor WebP. */
        UNKNOWN_FORMAT("must be a PNG, JPEG or WebP file"),
        /** An animation, of which nobody said which picture is meant. */
        ANIMATED("must be one picture, not an animation"),
        /** A JPEG of a rare kind. */
        RARE_KIND("must be a baseline or progressive JPEG of 8 bits, with at most 100 scans"),
        /** More octets than are looked at. */
        TOO_MANY_OCTETS("must have at most " + PictureDecoder.MAX_OCTETS + " octets"),
        /** More pixels than are decoded. */
        TOO_MANY_PIXELS("must be at most " + PictureDecoder.MAX_SIDE + " pixels wide and high"),
        /** Of another width or height than it must be. */
        OTHER_SIZE("must be as wide and as high as the picture to be drawn"),
        /** Cut off, altered, or never a picture at all. */
        DAMAGED("must be a whole picture file; it is damaged or cut off"),
        /** A mask of one colour, with something in its alpha channel, which does not count. */
        ALPHA_ALONE("must be white where to draw and black elsewhere; it differs in its alpha channel alone");

        private final String rule;

        Reason(String rule) {
            this.rule = rule;
        }

        /** Completes the sentence that begins with the picture's name: "must be …". */
        public String rule() {
            return rule;
        }
    }
}
