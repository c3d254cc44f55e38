package io.darkroom.core.crypto;

/**
 * Something that a client sealed, or a key that it sent, which is not taken. Unlike {@link SealException} it says why: all
 * that was looked at is readable by anyone, and the client made it.
 */
public final class SealRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    SealRefused(Reason reason) {
        super(reason.rule(), null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** What a seal or a key must be. */
    public enum Reason {
        /** Not five parts in base64url, or one of them of a length that it cannot have. */
        NOT_A_JWE("must be a JWE in compact form (RFC 7516, section 7.1) whose header is a JSON object"),
        /** A header that is larger than any that is needed. */
        HEADER_TOO_LARGE("must have a header of at most " + ClientSeal.LONGEST_HEADER + " characters in base64url"),
        /** A header that asks for a password. */
        PASSWORD("must not have \"p2c\" or \"p2s\" in its header: passwords are not taken"),
        /** Compressed before it was sealed, so that its length tells of its content. */
        COMPRESSED("must not have \"zip\" in its header: the length of what is compressed tells what it was"),
        /** A header with more in it. */
        UNKNOWN_MEMBER("may have alg, enc, kid, typ, jid, mdl, exp, epk, apu and apv in its header, and nothing else:"
                + " anyone can read it"),
        /** Another way to agree on a key. */
        ALGORITHM("must have \"alg\": \"ECDH-ES+A256KW\" in its header"),
        /** Another cipher. */
        METHOD("must have \"enc\": \"A256GCM\" in its header"),
        /** Something else than a prompt. */
        TYPE("must have \"typ\": \"darkroom-prompt\" in its header"),
        /** For another job. */
        JOB("must have the job's id, as in the path, as \"jid\" in its header"),
        /** For a key that nobody has, or has any more. */
        KEY_ID("must have the \"kid\" of one of the keys of GET /v1/keys in its header"),
        /** No ephemeral key, or one that is not on the curve. */
        EPHEMERAL_KEY("must have a public key on P-256 as \"epk\" in its header"),
        /** For another model. */
        MODEL("must have the job's model as \"mdl\" in its header, or no \"mdl\""),
        /** A time that is none. */
        DEADLINE("must have whole seconds since 1970 as \"exp\" in its header, or no \"exp\""),
        /** Of yesterday. */
        EXPIRED("must have an \"exp\" in its header that is still to come, or none"),
        /** Of a length that tells the length of the prompt. */
        UNPADDED("must be of a plaintext that is padded with spaces to a multiple of " + PromptSeal.PAD_BYTES
                + " octets"),
        /** A result key that is none. */
        RESULT_KEY("must be a public key as a JWK (RFC 7517) whose point lies on its curve"),
        /** A result key of another kind. */
        RESULT_KEY_KIND("must be an EC key on P-256 for encryption; \"alg\", if it has one, \"ECDH-ES+A256KW\""),
        /** A result key with what nobody else must have. */
        RESULT_KEY_PRIVATE("must not hold the private half \"d\"; make a new key, since this one has been sent");

        private final String rule;

        Reason(String rule) {
            this.rule = rule;
        }

        /** Completes the sentence that begins with the field's name: "must be …". */
        public String rule() {
            return rule;
        }
    }
}
