package io.darkroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String JOB = "a";

    private final Ledger ledger = new Ledger();

    @Test
    void hasNothingAgainstAJobThatEndedOnceWithEachPictureOnce() {
        image(0);
        ledger.accepted(JOB, 2);
        image(1);
        state("succeeded");

        assertThat(ledger.objections(JOB, "succeeded", picture -> true)).isEmpty();
        assertThat(ledger.open()).isEmpty();
        assertThat(ledger.ends()).containsOnly(Map.entry("succeeded", 1));
    }

    @Test
    void takesAPictureThatIsToldWithTheEndForHandedOver() {
        ledger.accepted(JOB, 2);
        image(0);
        ledger.seen(event("state").put("state", "succeeded").put("n", 1));

        assertThat(ledger.objections(JOB, "succeeded", picture -> true)).isEmpty();
    }

    @Test
    void findsAPictureThatWasHandedOverBeforeAndAgainWithTheEnd() {
        ledger.accepted(JOB, 1);
        image(0);
        ledger.seen(event("state").put("state", "succeeded").put("n", 0));

        assertThat(ledger.objections(JOB, "succeeded", picture -> true))
                .extracting(Objection::kind)
                .containsExactly(Objection.Kind.DOUBLED);
    }

    @Test
    void findsAJobThatEndedTwice() {
        ledger.accepted(JOB, 0);
        state("failed");
        state("succeeded");

        assertThat(ledger.objections(JOB, "succeeded", picture -> true))
                .extracting(Objection::kind)
                .containsExactly(Objection.Kind.DOUBLED);
    }

    @Test
    void findsAPictureThatWasHandedOverTwice() {
        ledger.accepted(JOB, 1);
        image(0);
        image(0);
        state("succeeded");

        assertThat(ledger.objections(JOB, "succeeded", picture -> true))
                .extracting(Objection::kind)
                .containsExactly(Objection.Kind.DOUBLED);
    }

    @Test
    void findsAPictureThatIsMissingAndOneThatCannotBeRead() {
        ledger.accepted(JOB, 2);
        image(0);
        state("succeeded");

        assertThat(ledger.objections(JOB, "succeeded", picture -> false))
                .extracting(Objection::kind)
                .containsExactly(Objection.Kind.LOST, Objection.Kind.LOST);
    }

    @Test
    void tellsAJobThatNobodyKnowsFromOneThatDoesNotGoOn() {
        ledger.accepted(JOB, 1);
        state("running");

        assertThat(ledger.objections(JOB, "running", picture -> true))
                .extracting(Objection::kind)
                .containsExactly(Objection.Kind.STUCK);
        assertThat(ledger.objections(JOB, "", picture -> true))
                .extracting(Objection::kind)
                .containsExactly(Objection.Kind.LOST);
        assertThat(ledger.open()).containsExactly(JOB);
    }

    @Test
    void findsAnEndThatItsOwnerIsNotTold() {
        ledger.accepted(JOB, 1);
        state("failed");

        assertThat(ledger.objections(JOB, "running", picture -> true))
                .extracting(Objection::kind)
                .containsExactly(Objection.Kind.LOST);
    }

    @Test
    void findsAJobThatIsDrawnAfterItsEnd() {
        ledger.accepted(JOB, 1);
        image(0);
        state("succeeded");
        state("running");

        assertThat(ledger.objections(JOB, "succeeded", picture -> true))
                .extracting(Objection::kind)
                .containsExactly(Objection.Kind.DOUBLED);
    }

    @Test
    void hasNothingAgainstADeletedJobOfWhichNothingIsLeftBeItThatItHadEnded() {
        ledger.accepted(JOB, 1);
        image(0);
        state("succeeded");
        ledger.deleted(JOB);
        assertThat(ledger.hasEnded(JOB)).isFalse();

        state("cancelled");

        assertThat(ledger.hasEnded(JOB)).isTrue();
        assertThat(ledger.objections(JOB, "cancelled", picture -> false)).isEmpty();
        assertThat(ledger.ends()).containsOnly(Map.entry("cancelled", 1));
    }

    @Test
    void findsADeletedJobThatEndsOtherwiseAfterwards() {
        ledger.accepted(JOB, 0);
        ledger.deleted(JOB);
        state("cancelled");
        state("succeeded");

        assertThat(ledger.objections(JOB, "cancelled", picture -> false))
                .extracting(Objection::kind)
                .containsExactly(Objection.Kind.DOUBLED);
    }

    @Test
    void findsAPictureOfADeletedJobThatCanBeRead() {
        ledger.accepted(JOB, 1);
        ledger.deleted(JOB);
        state("cancelled");

        assertThat(ledger.objections(JOB, "cancelled", picture -> true))
                .extracting(Objection::kind)
                .containsExactly(Objection.Kind.LEFT);
    }

    @Test
    void findsAJobThatIsCancelledThoughNobodyDeletedItAndOneThatIsNotThoughItsOwnerDid() {
        ledger.accepted(JOB, 0);
        state("cancelled");
        assertThat(ledger.objections(JOB, "cancelled", picture -> false))
                .extracting(Objection::kind)
                .containsExactly(Objection.Kind.LOST);

        ledger.accepted("b", 0);
        ledger.deleted("b");
        ledger.seen(event("state").put("job", "b").put("state", "succeeded"));
        assertThat(ledger.objections("b", "succeeded", picture -> true))
                .extracting(Objection::kind)
                .containsExactly(Objection.Kind.LOST);
    }

    @Test
    void believesOfALateJobAloneThatItExpiredUnseen() {
        ledger.accepted(JOB, 1);
        assertThat(ledger.objections(JOB, "expired", picture -> false)).hasSize(1);

        ledger.late(JOB);

        assertThat(ledger.objections(JOB, "expired", picture -> false)).isEmpty();
        assertThat(ledger.objections(JOB, "succeeded", picture -> true)).isNotEmpty();
    }

    @Test
    void doesNotAnswerForWhatWasNotAccepted() {
        state("succeeded");

        assertThat(ledger.accepted()).isZero();
        assertThat(ledger.ends()).isEmpty();
    }

    private void state(String state) {
        ledger.seen(event("state").put("state", state));
    }

    private void image(int number) {
        ledger.seen(event("image").put("n", number));
    }

    private static ObjectNode event(String kind) {
        return JSON.createObjectNode().put("kind", kind).put("job", JOB);
    }
}
