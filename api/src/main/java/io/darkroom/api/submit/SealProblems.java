package io.darkroom.api.submit;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.crypto.SealRefused;

/** Seals and keys that are refused, as their sender is told. */
final class SealProblems {
    private SealProblems() {}

    static ProblemException of(String field, SealRefused refused) {
        return ProblemException.ofField(
                code(refused.reason()),
                field,
                "\"" + field + "\" " + refused.reason().rule());
    }

    private static ErrorCode code(SealRefused.Reason reason) {
        return switch (reason) {
            case NOT_A_JWE -> ErrorCode.INVALID_SEAL;
            case HEADER_TOO_LARGE -> ErrorCode.SEAL_HEADER_TOO_LARGE;
            case PASSWORD -> ErrorCode.SEAL_WITH_PASSWORD;
            case COMPRESSED -> ErrorCode.COMPRESSED_SEAL;
            case UNKNOWN_MEMBER -> ErrorCode.UNKNOWN_HEADER;
            case ALGORITHM -> ErrorCode.UNSUPPORTED_ALG;
            case METHOD -> ErrorCode.UNSUPPORTED_ENC;
            case TYPE -> ErrorCode.WRONG_TYP;
            case JOB -> ErrorCode.WRONG_JID;
            case KEY_ID -> ErrorCode.UNKNOWN_KID;
            case EPHEMERAL_KEY -> ErrorCode.INVALID_EPK;
            case MODEL -> ErrorCode.WRONG_MDL;
            case DEADLINE -> ErrorCode.INVALID_EXP;
            case EXPIRED -> ErrorCode.SEAL_EXPIRED;
            case UNPADDED -> ErrorCode.UNPADDED_SEAL;
            case RESULT_KEY -> ErrorCode.INVALID_RESULT_KEY;
            case RESULT_KEY_KIND -> ErrorCode.UNSUPPORTED_RESULT_KEY;
            case RESULT_KEY_PRIVATE -> ErrorCode.PRIVATE_RESULT_KEY;
        };
    }
}
