package io.darkroom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "0, 4096",
        "4095, 4096",
        "4096, 8192",
        "16383, 16384",
        "20480, 24576",
        "40959, 40960",
        "1048576, 1310720"
    })
    void padsAFileToAClassOfSizes(int length, int expected) {
        byte[] file = new byte[length];

        byte[] padded = PicturePadding.pad(file);

        assertThat(padded).hasSize(expected);
        assertThat(PicturePadding.strip(padded)).isEqualTo(file);
    }

    @Test
    void refusesWhatIsNotPadded() {
        assertThatExceptionOfType(SealException.class).isThrownBy(() -> PicturePadding.strip(new byte[0]));
        assertThatExceptionOfType(SealException.class).isThrownBy(() -> PicturePadding.strip(new byte[4096]));
        assertThatExceptionOfType(SealException.class).isThrownBy(() -> PicturePadding.strip(new byte[] {1, 2, 0}));
    }

    @Test
    void opensWhatEarlierVersionsSealedWithoutPadding() {
        String sealed = Jwe.seal(KEYS.sealingKeys(), "darkroom-picture", JOB, Map.of("img", 3), new byte[] {1, 2, 0});
        String other = Jwe.seal(
                KEYS.sealingKeys(), "darkroom-picture", JOB, Map.of("img", 3, "pad", "more"), new byte[] {1, 2, 0});

        assertThat(PictureSeal.open(KEYS, JOB, 3, sealed).revealBytes()).containsExactly(1, 2, 0);
        assertThatExceptionOfType(SealException.class).isThrownBy(() -> PictureSeal.open(KEYS, JOB, 3, other));
    }

    @Test
    void picturesOfNearbySizesSealToTheSameSize() {
        PictureBytes large = PictureBytes.takingOver(new byte[4000]);

        assertThat(PictureSeal.seal(KEYS.sealingKeys(), JOB, 3, large)).hasSameSizeAs(seal(3));
    }

    private static String seal(int number) {
        return PictureSeal.seal(KEYS.sealingKeys(), JOB, number, PictureBytes.takingOver(new byte[] {1, 2, 3}));
    }
}
