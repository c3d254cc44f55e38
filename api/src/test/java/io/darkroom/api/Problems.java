package io.darkroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Assertions about problems. */
public final class Problems {
    private Problems() {}

    /** Expects a problem of this code and returns it. */
    public static ProblemException assertProblem(ErrorCode code, ThrowingCallable call) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, call);
        assertThat(problem).as("a problem %s", code).isNotNull();
        assertThat(problem.code()).isEqualTo(code);
        return problem;
    }
}
