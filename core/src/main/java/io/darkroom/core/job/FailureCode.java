package io.darkroom.core.job;

import java.util.Locale;

/** Why a job ended without its pictures. A code is all its owner is told: a text could hold a piece of the prompt. */
public enum FailureCode {
    /** The key part and the record did not open together: altered, or sealed for other keys. */
    PROMPT_UNREADABLE,
    /** It opened, and what was in it is not a prompt document. */
    INVALID_PROMPT,
    /** The key in the prompt document, to which pictures are to be sealed, is not one that pictures are sealed to. */
    INVALID_RESULT_KEY,
    /** The model cannot draw from what the prompt document holds: from text alone, from a picture or within a mask. */
    PIPELINE_NOT_SUPPORTED,
    /** The picture or the mask that came with the prompt is of a format, or a kind within it, that is not read. */
    PICTURE_FORMAT,
    /** It has more octets or pixels than are looked at. */
    PICTURE_TOO_LARGE,
    /** It is not as wide and as high as the job. */
    PICTURE_SIZE,
    /** The mask does not show where to draw. */
    INVALID_MASK,
    /** The picture or the mask that came with the prompt cannot be drawn from. */
    INVALID_PICTURE,
    /** What the result channel holds of the job is damaged. */
    JOB_UNREADABLE,
    /** The model ran and failed. */
    MODEL_ERROR,
    /** It drew for longer than any job may. */
    TIMED_OUT,
    /** The drawing did not fit into memory. */
    OUT_OF_MEMORY,
    /** Every attempt ended with its worker gone. */
    WORKER_LOST,
    /** The result channel or the library could not take the pictures. */
    RESULT_NOT_STORED;

    /** The name on the wire and in metrics; never renamed once released. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
