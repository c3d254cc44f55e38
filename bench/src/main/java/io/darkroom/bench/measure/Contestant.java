package io.darkroom.bench.measure;

import java.util.function.DoubleSupplier;

/** Something measured against others at the same work. */
public interface Contestant {
    /** What it is called in the table. */
    String name();

    /** Does the work once; answers the figure, in the unit that all contestants of a run share. */
    double measure();

    /** A contestant that does its work in this process. */
    static Contestant of(String name, DoubleSupplier work) {
        return new Contestant() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public double measure() {
                return work.getAsDouble();
            }
        };
    }
}
