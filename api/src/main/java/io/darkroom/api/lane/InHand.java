package io.darkroom.api.lane;

/**
 * What the slots of a lane are drawing.
 *
 * @param jobs how many
 * @param left of their cost, in kilopixel-steps
 */
public record InHand(int jobs, double left) {
    /** Nothing. */
    public static final InHand NONE = new InHand(0, 0);
}
