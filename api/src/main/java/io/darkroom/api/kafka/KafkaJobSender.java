package io.darkroom.api.kafka;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.api.submit.JobSender;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.KeyPartDigest;
import io.darkroom.core.wire.Topics;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Puts sealed prompts on Kafka with {@code acks=all}; the record's key is the job id. */
@ApplicationScoped
public class KafkaJobSender implements JobSender {
    private static final Logger LOG = Logger.getLogger(KafkaJobSender.class);
    /** Above the producer's own delivery timeout, so that this one never decides. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration SOON = Duration.ofSeconds(5);

    private final MutinyEmitter<String> emitter;

    /** Sends through the channel {@code jobs}. */
    public KafkaJobSender(@Channel("jobs") MutinyEmitter<String> emitter) {
        this.emitter = emitter;
    }

    @Override
    public void send(JobId job, String model, Lane lane, String body, KeyPartDigest digest) {
        Message<String> record = KafkaRecord.of(Topics.jobs(model, lane), job.toString(), body)
                .withHeader(KeyPartDigest.HEADER, digest.header());
        try {
            emitter.sendMessage(record).await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.warnf("Kafka did not take job %s: %s", job, e.getClass().getSimpleName());
            throw ProblemException.passing(
                    ErrorCode.QUEUE_UNAVAILABLE, "Kafka did not take the job; nothing of it is left", SOON);
        }
    }
}
