package io.darkroom.local.client;

import io.darkroom.core.crypto.KeyNotPinned;
import io.darkroom.core.crypto.KeyPins;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.PictureSeal;
import io.darkroom.core.crypto.PromptSeal;
import io.darkroom.core.crypto.ResultKey;
import io.darkroom.core.crypto.SealException;
import io.darkroom.core.crypto.SealingKeys;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.local.LocalFailure;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A caller whose prompts nobody but the workers can read, and whose pictures nobody but itself: docs/sealing.md. What is private
 * goes into a document that is sealed here, with the public half of a key pair to which the pictures come back.
 */
public final class SealingClient implements JobClient {
    private static final String UNKNOWN_KEY = "unknown_kid";

    private final ApiClient api;
    private final KeyPins pins;
    private final OpeningKeys own;
    private final SecureRandom random = new SecureRandom();

    /**
     * A caller by way of {@code api}.
     *
     * @param pins the workers' keys that may be sealed to
     * @param own what opens the pictures
     */
    public SealingClient(ApiClient api, KeyPins pins, OpeningKeys own) {
        this.api = api;
        this.pins = pins;
        this.own = own.namedByThumbprint();
    }

    /** If the workers' keys change at that very moment, it is sealed once more, to the new one and under another id. */
    @Override
    public JobTicket submit(JobOrder order) {
        long seed = order.seed().orElseGet(() -> Integer.toUnsignedLong(random.nextInt()));
        PromptDocument document = order.document(seed, ResultKey.of(own).toJson());
        try {
            return submit(order, document);
        } catch (ApiRefusal refusal) {
            if (!refusal.code().equals(UNKNOWN_KEY)) {
                throw refusal;
            }
            return submit(order, document);
        }
    }

    private JobTicket submit(JobOrder order, PromptDocument document) {
        JobId id = JobId.random();
        return api.submit(id, order, PromptSeal.sealByClient(workersKeys(), id, order.model(), document));
    }

    private SealingKeys workersKeys() {
        try {
            return SealingKeys.published(api.keys(), pins);
        } catch (KeyNotPinned e) {
            throw new UntrustedKey(
                    "none of the keys that the service hands out for sealing is pinned by --pin; nothing was sent");
        } catch (IOException e) {
            throw new LocalFailure("the service hands out no key that could be sealed to", e);
        }
    }

    @Override
    public void follow(JobTicket job, JobListener listener) {
        api.follow(job, listener);
    }

    @Override
    public Picture picture(JobTicket job, int number) {
        SealedPicture sealed = api.sealedPicture(job, number);
        JobId id = JobId.parse(job.id()).orElseThrow();
        try {
            PictureBytes picture = PictureSeal.open(own, id, number, sealed.picture());
            Optional<Long> seed = sealed.seed().map(jwe -> SeedSeal.open(own, id, jwe) + number);
            return new Picture(
                    picture.revealBytes(),
                    seed.map(value -> Long.toString(value)).orElse(""));
        } catch (SealException e) {
            throw new LocalFailure("what came back as picture " + number
                    + " does not open: it is damaged, another picture, or sealed to another key");
        }
    }

    @Override
    public void erase(JobTicket job) {
        api.erase(job);
    }

    @Override
    public String eraseForReceipt(JobTicket job) {
        return api.eraseForReceipt(job);
    }

    @Override
    public String receipt(JobTicket job) {
        return api.receipt(job);
    }
}
