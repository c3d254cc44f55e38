package io.darkroom.diffusion.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleCallsTest {
    private final List<Integer> freed = new ArrayList<>();
    private final IdleCalls idle = new IdleCalls();

    /** A call without buffers. */
    private final class EmptyCall extends Call {
        private final int rows;
        private boolean erased;

        EmptyCall(int rows) {
            super(new Shape(rows, 8, 8, 77), idle);
            this.rows = rows;
        }

        @Override
        void erase() {
            erased = true;
        }

        @Override
        void free() {
            freed.add(rows);
        }
    }

    @Test
    void givesACallOfTheSameShapeOnce() {
        EmptyCall call = new EmptyCall(2);
        call.close();

        assertThat(call.erased).isTrue();
        assertThat(idle.take(new Shape(3, 8, 8, 77))).isNull();
        assertThat(idle.take(new Shape(2, 8, 8, 77))).isSameAs(call);
        assertThat(idle.take(new Shape(2, 8, 8, 77))).isNull();
    }

    @Test
    void givesACallWithRoomForMoreRowsButOfNoOtherSize() {
        EmptyCall call = new EmptyCall(8);
        call.close();

        assertThat(idle.take(new Shape(3, 8, 16, 77))).isNull();
        assertThat(idle.take(new Shape(3, 8, 8, 154))).isNull();
        assertThat(idle.take(new Shape(3, 8, 8, 77))).isSameAs(call);
    }

    @Test
    void makesRoomByPowersOfTwo() {
        assertThat(new Shape(5, 8, 8, 77).roomy()).isEqualTo(new Shape(8, 8, 8, 77));
        assertThat(new Shape(8, 8, 8, 77).roomy()).isEqualTo(new Shape(8, 8, 8, 77));
    }

    @Test
    void freesTheCallsUnusedLongest() {
        for (int rows = 1; rows <= 10; rows++) {
            new EmptyCall(rows).close();
        }

        assertThat(freed).containsExactly(1, 2);
    }

    @Test
    void freesEverythingWhenMemoryIsWantedAndKeepsCallsAgain() {
        new EmptyCall(1).close();
        new EmptyCall(2).close();

        idle.clear();
        new EmptyCall(3).close();

        assertThat(freed).containsExactlyInAnyOrder(1, 2);
        assertThat(idle.take(new Shape(3, 8, 8, 77))).isNotNull();
    }

    @Test
    void freesEverythingWhenClosed() {
        new EmptyCall(1).close();
        new EmptyCall(2).close();

        idle.close();

        assertThat(freed).containsExactlyInAnyOrder(1, 2);
    }
}
