package io.darkroom.api.submit;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Numbers held to their limits. */
final class Ranges {
    private Ranges() {}

    /** The number asked for, {@code otherwise} if none was. */
    static int within(String field, @Nullable Long asked, int otherwise, int lowest, int highest) {
        if (asked == null) {
            return otherwise;
        }
        if (asked < lowest || asked > highest) {
            throw outOfRange(field, Integer.toString(lowest), Integer.toString(highest));
        }
        return Math.toIntExact(asked);
    }

    /** The same for a number that need not be whole, from 0. */
    static float upTo(String field, @Nullable Double asked, float otherwise, int highest) {
        if (asked == null) {
            return otherwise;
        }
        if (!(asked >= 0 && asked <= highest)) {
            throw outOfRange(field, "0", Integer.toString(highest));
        }
        return asked.floatValue();
    }

    static ProblemException outOfRange(String field, String lowest, String highest) {
        return ProblemException.ofField(
                ErrorCode.OUT_OF_RANGE, field, "\"" + field + "\" must be from " + lowest + " to " + highest);
    }
}
