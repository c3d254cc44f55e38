package io.darkroom.core.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class HiddenValuesTest {
    @Test
    void printNothingOfWhatTheyHold() {
        PromptDocument document = new PromptDocument(Prompt.of("a fox"), Prompt.of("blurry"), 42);

        assertThat(document.prompt()).hasToString("Prompt[hidden]");
        assertThat(document).hasToString("PromptDocument[hidden]");
        assertThat(PictureBytes.takingOver(new byte[] {1})).hasToString("PictureBytes[hidden]");
    }

    @Test
    void areNotEqualForHoldingTheSame() {
        assertThat(Prompt.of("a fox")).isNotEqualTo(Prompt.of("a fox"));
    }

    @Test
    void tellTheLimitOfAPromptAndNotThePrompt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompt.of("x".repeat(Prompt.MAX_LENGTH + 1)))
                .withMessage("a prompt has at most 4000 characters");
    }
}
