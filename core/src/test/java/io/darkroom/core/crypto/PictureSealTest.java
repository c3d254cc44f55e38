package io.darkroom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import org.junit.jupiter.api.Test;

class PictureSealTest {
    private static final OpeningKeys KEYS = OpeningKeys.generate();
    private static final JobId JOB = JobId.random();

    @Test
    void opensWhatItSealed() {
        String sealed = seal(3);

        PictureBytes opened = PictureSeal.open(KEYS, JOB, 3, sealed);

        assertThat(opened.revealBytes()).containsExactly(1, 2, 3);
    }

    @Test
    void refusesAPictureMovedToAnotherNumberOrJob() {
        String sealed = seal(3);

        assertThatExceptionOfType(SealException.class).isThrownBy(() -> PictureSeal.open(KEYS, JOB, 4, sealed));
        assertThatExceptionOfType(SealException.class)
                .isThrownBy(() -> PictureSeal.open(KEYS, JobId.random(), 3, sealed));
    }

    @Test
    void leavesThePictureToBeErasedByItsOwner() {
        PictureBytes picture = PictureBytes.takingOver(new byte[] {1, 2, 3});

        PictureSeal.seal(KEYS.sealingKeys(), JOB, 0, picture);
        assertThat(picture.revealBytes()).containsExactly(1, 2, 3);
        picture.close();

        assertThat(picture.revealBytes()).containsOnly(0);
    }

    @Test
    void sealsASeedThatOpensForItsJobAlone() {
        String sealed = SeedSeal.seal(KEYS.sealingKeys(), JOB, 1L << 62);

        assertThat(SeedSeal.open(KEYS, JOB, sealed)).isEqualTo(1L << 62);
        assertThatExceptionOfType(SealException.class).isThrownBy(() -> SeedSeal.open(KEYS, JobId.random(), sealed));
    }

    private static String seal(int number) {
        return PictureSeal.seal(KEYS.sealingKeys(), JOB, number, PictureBytes.takingOver(new byte[] {1, 2, 3}));
    }
}
