package io.darkroom.api.problem;

import java.util.Locale;

/** Everything that the API refuses, each with its HTTP status. The name, in lower case, is the {@code code} on the wire. */
public enum ErrorCode {
    /** The body is not UTF-8. */
    NOT_UTF8(400, "The body is not UTF-8"),
    /** The body is not JSON. */
    NOT_JSON(400, "The body is not JSON"),
    /** The body is JSON, but not an object. */
    NOT_AN_OBJECT(400, "The body is not a JSON object"),
    /** A query parameter or header cannot be used. */
    INVALID_PARAMETER(400, "A parameter cannot be used"),
    /** No API key, or none that is known. */
    UNAUTHORIZED(401, "A valid API key is needed"),
    /** Nothing is at this address. */
    NOT_FOUND(404, "Nothing is here"),
    /** No such job, or not the caller's. */
    JOB_NOT_FOUND(404, "There is no such job"),
    /** The job has fewer pictures. */
    PICTURE_NOT_FOUND(404, "There is no such picture"),
    /** The address does not take this method. */
    METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
    /** The answer cannot be had in the types that the caller accepts. */
    NOT_ACCEPTABLE(406, "No acceptable form of the answer"),
    /** The picture is still to be drawn. */
    PICTURE_NOT_READY(409, "The picture is not ready"),
    /** The picture may be read once, and another reader is at it. */
    PICTURE_BEING_READ(409, "The picture is being read"),
    /** The job ended without pictures. */
    JOB_FAILED(409, "The job has failed"),
    /** There is no receipt before the end. */
    JOB_NOT_ENDED(409, "The job has not ended"),
    /** The id of a {@code PUT} stands for another request, whoever made it. */
    JOB_ID_CONFLICT(409, "The id stands for another request"),
    /** The same Idempotency-Key is in use by a request that has not been answered yet. */
    REQUEST_IN_PROGRESS(409, "The same request is in progress"),
    /** The owner deleted the job. */
    JOB_DELETED(410, "The job has been deleted"),
    /** What is stored of the job is damaged. */
    JOB_UNREADABLE(410, "The job is damaged"),
    /** The job or its pictures outlived their time. */
    JOB_EXPIRED(410, "The job has expired"),
    /** Redis has lost its memory since this server began, and with it whatever job had this id. */
    JOB_LOST(410, "The job has been lost"),
    /** The picture was to be read once, and has been, or its time is over. */
    PICTURE_GONE(410, "The picture is gone"),
    /** The body is larger than this server takes. */
    BODY_TOO_LARGE(413, "The body is too large"),
    /** The body is of a type that this address does not take. */
    UNSUPPORTED_MEDIA_TYPE(415, "This type of body is not supported"),
    /** A field that does not exist. */
    UNKNOWN_FIELD(422, "Unknown field"),
    /** A field that must be there is not, or is null or empty. */
    FIELD_REQUIRED(422, "A field is missing"),
    /** A field of another JSON type. */
    WRONG_TYPE(422, "A field has the wrong type"),
    /** A number outside its limits. */
    OUT_OF_RANGE(422, "A number is out of range"),
    /** A text above its limit. */
    TOO_LONG(422, "A text is too long"),
    /** A text with half a surrogate pair, which no encoding can carry. */
    INVALID_TEXT(422, "A text cannot be encoded"),
    /** A size that the model's factor does not divide. */
    NOT_A_MULTIPLE(422, "A size is not a multiple of the model's factor"),
    /** A word that is not one of those allowed. */
    NOT_ONE_OF(422, "A value is not one of those allowed"),
    /** No worker has ever served this model. */
    UNKNOWN_MODEL(422, "Unknown model"),
    /** The model cannot draw what was asked for in this way, from text alone say. */
    PIPELINE_NOT_SUPPORTED(422, "The model does not draw in this way"),
    /** The model has no such scheduler. */
    UNKNOWN_SCHEDULER(422, "Unknown scheduler"),
    /** The model's own configuration rules this scheduler out. */
    SCHEDULER_NOT_SUPPORTED(422, "The model cannot be drawn with this scheduler"),
    /** A picture that is not base64. */
    INVALID_BASE64(422, "A picture is not base64"),
    /** A file of a format, or a kind within it, that is not read. */
    PICTURE_FORMAT(422, "A picture is of a format that is not read"),
    /** A picture file that is damaged, or none. */
    INVALID_PICTURE(422, "A picture is damaged"),
    /** A picture with more octets or pixels than are looked at. */
    PICTURE_TOO_LARGE(422, "A picture is too large"),
    /** A picture whose size does not fit the job, the model or the other picture. */
    PICTURE_SIZE(422, "A picture is of the wrong size"),
    /** A mask that does not show where to draw. */
    INVALID_MASK(422, "A mask does not show where to draw"),
    /** A part of the sealed document beside it, in clear. */
    FIELD_IS_SEALED(422, "A field belongs into the sealed document"),
    /** A sealed prompt without an id of the client's, to which it must be bound. */
    SEALED_NEEDS_PUT(422, "A sealed prompt needs PUT"),
    /** A sealed prompt that is not a compact JWE. */
    INVALID_SEAL(422, "The sealed prompt is not a compact JWE"),
    /** A sealed prompt whose header is too large. */
    SEAL_HEADER_TOO_LARGE(422, "The sealed prompt's header is too large"),
    /** A sealed prompt with {@code p2c} or {@code p2s}. */
    SEAL_WITH_PASSWORD(422, "The sealed prompt asks for a password"),
    /** A sealed prompt with {@code zip}. */
    COMPRESSED_SEAL(422, "The sealed prompt is compressed"),
    /** A sealed prompt with something in its header that does not belong there. */
    UNKNOWN_HEADER(422, "The sealed prompt's header holds too much"),
    /** A sealed prompt with another {@code alg}. */
    UNSUPPORTED_ALG(422, "The sealed prompt's alg is not supported"),
    /** A sealed prompt with another {@code enc}. */
    UNSUPPORTED_ENC(422, "The sealed prompt's enc is not supported"),
    /** A sealed prompt with another {@code typ}. */
    WRONG_TYP(422, "The sealed prompt's typ is another"),
    /** A sealed prompt that is bound to another job, or to none. */
    WRONG_JID(422, "The sealed prompt is for another job"),
    /** A sealed prompt for a key that no worker has. */
    UNKNOWN_KID(422, "The sealed prompt is for an unknown key"),
    /** A sealed prompt whose ephemeral key is not on the curve, or none. */
    INVALID_EPK(422, "The sealed prompt's epk is no point of its curve"),
    /** A sealed prompt that is bound to another model. */
    WRONG_MDL(422, "The sealed prompt is for another model"),
    /** A sealed prompt whose {@code exp} is no time. */
    INVALID_EXP(422, "The sealed prompt's exp is no time"),
    /** A sealed prompt whose {@code exp} is past. */
    SEAL_EXPIRED(422, "The sealed prompt has expired"),
    /** A sealed prompt of a length that tells too much. */
    UNPADDED_SEAL(422, "The sealed prompt is not padded"),
    /** A result key that is no key. */
    INVALID_RESULT_KEY(422, "The result key is not a public key"),
    /** A result key of another kind than P-256. */
    UNSUPPORTED_RESULT_KEY(422, "The result key is of another kind"),
    /** A result key that holds its private half. */
    PRIVATE_RESULT_KEY(422, "The result key is private"),
    /** The same Idempotency-Key with another body. */
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key stands for another request"),
    /** The owner has as many jobs that have not ended as one owner may have. */
    TOO_MANY_JOBS(429, "Too many jobs at the same time"),
    /** The owner has put in as much work as one owner may for now. */
    TOO_MUCH_WORK(429, "Too much work for now"),
    /** The queue is so long that the job would wait longer than this server lets jobs wait. */
    QUEUE_TOO_LONG(429, "The queue is too long"),
    /** A fault of ours. */
    INTERNAL_ERROR(500, "Something went wrong here"),
    /** More large bodies come in than memory has room for. */
    BUSY(503, "Too much is coming in at once"),
    /** This server is about to stop. */
    SHUTTING_DOWN(503, "This server is shutting down"),
    /** No live worker serves the model. */
    NO_WORKER(503, "No worker serves this model now"),
    /** Kafka did not take the job. */
    QUEUE_UNAVAILABLE(503, "The queue does not answer"),
    /** Redis does not answer. */
    CHANNEL_UNAVAILABLE(503, "The result channel does not answer"),
    /** Redis is full, and nothing accepted is ever evicted. */
    CHANNEL_FULL(503, "The result channel is full"),
    /** PostgreSQL does not answer. */
    LIBRARY_UNAVAILABLE(503, "The library does not answer");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** One short sentence for people, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The name on the wire and in metrics; never renamed once released. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
