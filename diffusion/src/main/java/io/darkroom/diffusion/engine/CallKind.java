package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.pipeline.StepShape;

/**
 * What tasks must have in common to share a call; its cost depends on nothing else but the rows.
 *
 * @param model whatever stands for it; models are told apart as objects, since two may have one name
 * @param name the model's
 * @param shape without what plays no part: no tokens for a decoding, no size for a text
 */
record CallKind(Object model, String name, Stage stage, StepShape shape) {
    static CallKind begin(Order order) {
        boolean text = !order.series().isFromPicture();
        return new CallKind(order.model(), name(order), Stage.BEGIN, text ? new StepShape(0, 0, 0, 0) : size(order));
    }

    static CallKind decode(Order order) {
        return new CallKind(order.model(), name(order), Stage.DECODE, size(order));
    }

    static CallKind step(Order order, StepShape shape) {
        return new CallKind(order.model(), name(order), Stage.STEP, shape);
    }

    private static String name(Order order) {
        return order.model().description().name();
    }

    private static StepShape size(Order order) {
        return new StepShape(order.series().width(), order.series().height(), 0, 0);
    }
}
