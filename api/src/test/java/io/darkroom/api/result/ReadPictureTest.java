package io.darkroom.api.result;

import static io.darkroom.api.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.api.TestKeys;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.retain.RetainedImages;
import io.darkroom.api.retain.SealedImage;
import io.darkroom.api.status.FindJob;
import io.darkroom.api.status.JobRecord;
import io.darkroom.api.status.JobRecords;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.api.status.Snapshots;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.PictureSeal;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobState;
import io.darkroom.core.privacy.PictureBytes;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadPictureTest {
    private static final String ID = Snapshots.ID.toString();

    private final InMemoryPorts ports = new InMemoryPorts();
    private final Clock clock = Clock.fixed(Snapshots.CREATED, ZoneOffset.UTC);
    private final ReadPicture readPicture =
            new ReadPicture(new FindJob(ports, job -> false, clock), ports, ports, TestKeys.API, clock);
    private final ErasePicture erasePicture = new ErasePicture(new FindJob(ports, job -> false, clock), ports, ports);

    @Test
    void opensThePictureAndTellsItsOwnSeed() {
        ports.job(job(JobState.SUCCEEDED, DeliveryMode.TTL, false));
        ports.deliver(1, (byte) 7);

        DeliveredPicture picture = readPicture.read("owner", ID, 1);

        assertThat(picture.picture().revealBytes()).containsExactly(7);
        assertThat(picture.seed()).contains(42L);
        assertThat(readPicture.read("owner", ID, 1).picture().revealBytes()).containsExactly(7);
    }

    @Test
    void givesAPictureToBeReadOnceUntilItHasBeenHandedOverAndLookingDoesNotCount() {
        ports.job(job(JobState.SUCCEEDED, DeliveryMode.ONCE, false));
        ports.deliver(0, (byte) 7);
        readPicture.check("owner", ID, 0);

        readPicture.read("owner", ID, 0).handover().broken();
        readPicture.read("owner", ID, 0).handover().done();

        assertProblem(ErrorCode.PICTURE_GONE, () -> readPicture.read("owner", ID, 0));
        assertProblem(ErrorCode.PICTURE_GONE, () -> readPicture.check("owner", ID, 0));
    }

    @Test
    void keepsAPictureThatCouldNotBeOpened() {
        ports.job(job(JobState.SUCCEEDED, DeliveryMode.ONCE, false));
        ports.channel.put(0, "a.b.c.d.e");

        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> readPicture.read("owner", ID, 0));

        assertThat(ports.returned).isEqualTo(1);
    }

    @Test
    void erasesAPictureWhereverItIs() {
        ports.job(job(JobState.SUCCEEDED, DeliveryMode.TTL, true));
        ports.deliver(0, (byte) 7);
        ports.keep(0, (byte) 7);

        erasePicture.erase("owner", ID, 0);
        erasePicture.erase("owner", ID, 0);

        assertProblem(ErrorCode.PICTURE_GONE, () -> readPicture.read("owner", ID, 0));
    }

    @Test
    void erasesAKeptPictureOfAJobThatRedisHasForgotten() {
        ports.keep(0, (byte) 7);

        erasePicture.erase("owner", ID, 0);

        assertProblem(ErrorCode.JOB_NOT_FOUND, () -> readPicture.read("owner", ID, 0));
        assertProblem(ErrorCode.JOB_NOT_FOUND, () -> erasePicture.erase("owner", ID, 0));
    }

    @Test
    void erasesNoPictureThatIsNotThereYet() {
        ports.job(job(JobState.RUNNING, DeliveryMode.TTL, false));

        assertProblem(ErrorCode.PICTURE_NOT_READY, () -> erasePicture.erase("owner", ID, 0));
        assertProblem(ErrorCode.PICTURE_NOT_FOUND, () -> erasePicture.erase("owner", ID, 9));
        assertProblem(ErrorCode.JOB_NOT_FOUND, () -> erasePicture.erase("stranger", ID, 0));
    }

    @Test
    void goesToTheLibraryForAPictureThatWasKept() {
        ports.job(job(JobState.SUCCEEDED, DeliveryMode.TTL, true));
        ports.keep(0, (byte) 9);

        assertThat(readPicture.read("owner", ID, 0).picture().revealBytes()).containsExactly(9);
        ports.record = Optional.empty();
        assertThat(readPicture.read("owner", ID, 0).seed()).contains(41L);
    }

    @Test
    void handsOverWhatIsSealedToItsOwnersKeyAsItIs() {
        OpeningKeys client = OpeningKeys.generate();
        PictureBytes file = PictureBytes.takingOver(new byte[] {7});
        String picture = PictureSeal.seal(client.sealingKeys(), Snapshots.ID, 0, file);
        String seed = SeedSeal.seal(client.sealingKeys(), Snapshots.ID, 41);
        ports.job(Snapshots.sealedByItsClient(
                Snapshots.job(JobState.SUCCEEDED, 1, 2, 2, DeliveryMode.TTL, true, seed, null)));
        ports.channel.put(0, picture);

        assertSealed(readPicture.read("owner", ID, 0), picture, seed);
        assertThat(readPicture.check("owner", ID, 0)).isTrue();
        ports.record = Optional.empty();
        ports.library.put(0, new SealedImage(picture, seed));
        assertSealed(readPicture.read("owner", ID, 0), picture, seed);
    }

    @Test
    void looksOnceMoreForAJobThatIsBeingPutBack() {
        FindJob restoring = new FindJob(
                ports,
                job -> {
                    ports.job(job(JobState.QUEUED, DeliveryMode.TTL, true));
                    return true;
                },
                clock);
        ReadPicture reading = new ReadPicture(restoring, ports, ports, TestKeys.API, clock);
        ports.lost = true;

        assertProblem(ErrorCode.PICTURE_NOT_READY, () -> reading.read("owner", ID, 0));
    }

    @Test
    void aPictureWhoseKeyWasDestroyedIsGoneUnlessTheLibraryHasIt() {
        OpeningKeys destroyed = OpeningKeys.generate();
        ports.channel.put(
                0, PictureSeal.seal(destroyed.sealingKeys(), Snapshots.ID, 0, PictureBytes.takingOver(new byte[] {7})));
        ports.job(job(JobState.SUCCEEDED, DeliveryMode.ONCE, false));
        assertProblem(ErrorCode.PICTURE_GONE, () -> readPicture.read("owner", ID, 0));
        assertProblem(ErrorCode.PICTURE_GONE, () -> readPicture.check("owner", ID, 0));
        ports.job(job(JobState.SUCCEEDED, DeliveryMode.TTL, true));

        ports.keep(0, (byte) 9);

        assertThat(readPicture.read("owner", ID, 0).picture().revealBytes()).containsExactly(9);
        assertThat(readPicture.check("owner", ID, 0)).isFalse();
    }

    @Test
    void aSeedWhoseKeyWasDestroyedIsNotTold() {
        String seed = SeedSeal.seal(OpeningKeys.generate().sealingKeys(), Snapshots.ID, 41);
        ports.job(Snapshots.job(JobState.SUCCEEDED, 1, 2, 2, DeliveryMode.TTL, false, seed, null));
        ports.deliver(0, (byte) 7);

        DeliveredPicture delivered = readPicture.read("owner", ID, 0);

        assertThat(delivered.picture().revealBytes()).containsExactly(7);
        assertThat(delivered.seed()).isEmpty();
    }

    private static void assertSealed(DeliveredPicture delivered, String picture, String seed) {
        assertThat(delivered.sealed()).isTrue();
        assertThat(delivered.picture().revealBytes()).asString(US_ASCII).isEqualTo(picture);
        assertThat(delivered.seed()).isEmpty();
        assertThat(delivered.sealedSeed()).contains(seed);
    }

    @Test
    void saysWhyThereIsNoPicture() {
        assertProblem(ErrorCode.JOB_NOT_FOUND, () -> readPicture.read("owner", ID, 0));
        assertProblem(ErrorCode.JOB_NOT_FOUND, () -> readPicture.read("owner", "no id", 0));
        ports.job(job(JobState.RUNNING, DeliveryMode.TTL, false));
        assertProblem(ErrorCode.JOB_NOT_FOUND, () -> readPicture.read("stranger", ID, 0));
        assertProblem(ErrorCode.PICTURE_NOT_FOUND, () -> readPicture.read("owner", ID, 2));
        assertProblem(ErrorCode.PICTURE_NOT_READY, () -> readPicture.read("owner", ID, 0));
        ports.job(Snapshots.failed("model_error"));
        assertProblem(ErrorCode.JOB_FAILED, () -> readPicture.read("owner", ID, 0));
        ports.record = Optional.of(new JobRecord.Tombstone("owner"));
        assertProblem(ErrorCode.JOB_DELETED, () -> readPicture.read("owner", ID, 0));
    }

    private static JobSnapshot job(JobState state, DeliveryMode delivery, boolean retain) {
        String seed = SeedSeal.seal(TestKeys.DELIVERY.sealingKeys(), Snapshots.ID, 41);
        int drawn = state == JobState.SUCCEEDED ? 2 : 0;
        return Snapshots.job(state, 1, 2, drawn, delivery, retain, seed, null);
    }

    private static final class InMemoryPorts implements JobRecords, PictureChannel, RetainedImages {
        Optional<JobRecord> record = Optional.empty();
        int returned;
        boolean lost;
        private final Map<Integer, String> channel = new HashMap<>();
        private final Map<Integer, SealedImage> library = new HashMap<>();

        void job(JobSnapshot job) {
            record = Optional.of(new JobRecord.Live(job));
        }

        void deliver(int number, byte content) {
            channel.put(
                    number,
                    PictureSeal.seal(
                            TestKeys.DELIVERY.sealingKeys(), Snapshots.ID, number, PictureBytes.takingOver(new byte[] {
                                content
                            })));
        }

        void keep(int number, byte content) {
            String picture = PictureSeal.seal(
                    TestKeys.STORAGE.sealingKeys(), Snapshots.ID, number, PictureBytes.takingOver(new byte[] {content
                    }));
            String seed = SeedSeal.seal(TestKeys.STORAGE.sealingKeys(), Snapshots.ID, 41);
            library.put(number, new SealedImage(picture, seed));
        }

        @Override
        public boolean wereLost() {
            return lost;
        }

        @Override
        public Optional<JobRecord> find(JobId id) {
            return record;
        }

        @Override
        public Uni<Optional<JobRecord>> findLater(JobId id) {
            return Uni.createFrom().item(record);
        }

        @Override
        public List<JobSnapshot> latest(String owner, int limit) {
            return List.of();
        }

        @Override
        public void deleteDamaged(JobId id, String owner) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(JobSnapshot job) {
            record = Optional.of(new JobRecord.Tombstone(job.owner()));
        }

        @Override
        public Optional<String> read(JobId job, int number) {
            return Optional.ofNullable(channel.get(number));
        }

        @Override
        public Optional<HandedOut> handOut(String owner, JobId job, int number) {
            return record.filter(known -> known.owner().equals(owner))
                    .map(known -> new HandedOut(known, read(job, number).map(text -> loan(text, number))));
        }

        private Loan loan(String text, int number) {
            boolean once = record.get() instanceof JobRecord.Live live
                    && live.job().spec().delivery() == DeliveryMode.ONCE;
            return new Loan(text, once ? erasing(number) : Handover.NONE);
        }

        private Handover erasing(int number) {
            return new Handover() {
                @Override
                public void done() {
                    channel.remove(number);
                }

                @Override
                public void broken() {
                    returned++;
                }
            };
        }

        @Override
        public void erase(JobId job, int number) {
            channel.remove(number);
        }

        @Override
        public List<Integer> numbers(String owner, JobId job) {
            return List.of();
        }

        @Override
        public boolean hold(JobId job) {
            return !library.isEmpty();
        }

        @Override
        public boolean delete(String owner, JobId job, int number) {
            return library.remove(number) != null;
        }

        @Override
        public Optional<SealedImage> find(String owner, JobId job, int number) {
            return Optional.ofNullable(library.get(number));
        }

        @Override
        public boolean deleteAll(String owner, JobId job) {
            boolean any = !library.isEmpty();
            library.clear();
            return any;
        }
    }
}
