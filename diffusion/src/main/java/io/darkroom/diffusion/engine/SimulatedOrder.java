package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.pipeline.StepShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** An order to a {@link SimulatedEngine}: pictures that nobody draws. Confined to one thread at a time. */
public final class SimulatedOrder {
    private static final int TOKENS = 77;

    private final String model;
    private final int width;
    private final int height;
    private final int steps;
    private final int rows;
    private final Lane lane;
    private final int images;
    private final List<Subject> pictures;
    private final Subject beginning = new Subject(true);
    private int stepsDone;
    private boolean begun;
    private boolean removed;

    /**
     * Places nothing yet.
     *
     * @param model its name
     * @param width pixels
     * @param height pixels
     * @param steps U-Net calls that each picture takes
     * @param guided whether a picture takes two rows of a call
     * @param images how many pictures
     * @param lane who waits for them
     */
    public SimulatedOrder(String model, int width, int height, int steps, boolean guided, int images, Lane lane) {
        this.model = model;
        this.width = width;
        this.height = height;
        this.steps = steps;
        this.rows = guided ? 2 : 1;
        this.lane = lane;
        this.images = images;
        this.pictures = new ArrayList<>(
                IntStream.range(0, images).mapToObj(i -> new Subject(false)).toList());
    }

    /** U-Net calls made for its pictures, which together take {@code steps * images}. */
    public int stepsDone() {
        return stepsDone;
    }

    /** Pictures of it that are drawn. */
    public int imagesDone() {
        return images - pictures.size();
    }

    /** Whether all of it is drawn. */
    public boolean isDone() {
        return begun && pictures.isEmpty();
    }

    boolean isRemoved() {
        return removed;
    }

    void remove() {
        removed = true;
    }

    void placed(long now) {
        beginning.since = now;
    }

    /** What waits for a call or is in one. */
    List<Subject> subjects() {
        return begun ? pictures : List.of(beginning);
    }

    /** What a call is made for: the beginning of an order, or one of its pictures. */
    final class Subject implements Task {
        private final boolean opening;
        private int done;
        private long since;
        private boolean underWay;

        private Subject(boolean opening) {
            this.opening = opening;
        }

        /** Its call has ended. */
        void advance(long now) {
            since = now;
            if (opening) {
                begun = true;
                pictures.forEach(picture -> picture.since = now);
            } else if (done < steps) {
                done++;
                stepsDone++;
            } else {
                pictures.remove(this);
            }
        }

        SimulatedOrder order() {
            return SimulatedOrder.this;
        }

        boolean isUnderWay() {
            return underWay;
        }

        void setUnderWay(boolean now) {
            underWay = now;
        }

        @Override
        public CallKind kind() {
            if (opening) {
                return new CallKind(model, model, Stage.BEGIN, new StepShape(0, 0, 0, 0));
            }
            return done < steps
                    ? new CallKind(model, model, Stage.STEP, new StepShape(width, height, TOKENS, 0))
                    : new CallKind(model, model, Stage.DECODE, new StepShape(width, height, 0, 0));
        }

        @Override
        public int rows() {
            return opening || done == steps ? 1 : rows;
        }

        @Override
        public Lane lane() {
            return lane;
        }

        @Override
        public Object owner() {
            return SimulatedOrder.this;
        }

        @Override
        public long since() {
            return since;
        }

        @Override
        public boolean isAlone() {
            return false;
        }

        @Override
        public boolean isUndisturbed() {
            return false;
        }
    }
}
