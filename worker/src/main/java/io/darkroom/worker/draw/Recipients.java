package io.darkroom.worker.draw;

import io.darkroom.core.crypto.ResultKey;
import io.darkroom.core.crypto.SealRefused;
import io.darkroom.core.crypto.SealingKeys;
import io.darkroom.core.job.FailureCode;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.Pipeline;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.worker.config.Keys;
import java.util.Optional;

/**
 * Whom a job's pictures, and its seed, are sealed to.
 *
 * @param owner the key of its owner's, if there is one: then pictures are sealed to nobody else, kept or not
 * @param delivery the API's
 * @param storage the library's
 * @param seedIsTold whether the API may know the seed: it does not if the client sealed the prompt
 */
record Recipients(Optional<SealingKeys> owner, SealingKeys delivery, SealingKeys storage, boolean seedIsTold) {

    /**
     * The key within the document counts before the one beside it, which others could have put there.
     *
     * @throws UnusableDocument if it is not a key that is sealed to
     */
    static Recipients of(JobSpec spec, PromptDocument document, Keys keys) {
        String jwk = document.resultKey() != null ? document.resultKey() : spec.resultKey();
        return new Recipients(
                Optional.ofNullable(jwk).map(Recipients::key),
                keys.delivery(),
                keys.storage(),
                spec.pipeline() != Pipeline.UNTOLD);
    }

    private static SealingKeys key(String jwk) {
        try {
            return ResultKey.parse(jwk).sealingKeys();
        } catch (SealRefused e) {
            throw new UnusableDocument(FailureCode.INVALID_RESULT_KEY);
        }
    }

    /** For a picture on its way back. */
    SealingKeys forDelivery() {
        return owner.orElse(delivery);
    }

    /** For a picture that is kept. */
    SealingKeys forKeeping() {
        return owner.orElse(storage);
    }

    /** For the seed on its way back; empty if the API knows it, or nobody is to be told. */
    Optional<SealingKeys> forSeed() {
        return seedIsTold ? Optional.empty() : owner;
    }

    /** For the seed of a picture that is kept; empty if nobody is to be told. */
    Optional<SealingKeys> forKeptSeed() {
        return owner.isPresent() || seedIsTold ? Optional.of(forKeeping()) : Optional.empty();
    }
}
