package io.darkroom.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.api.submit.Offers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttendanceTest {
    private final FixedCatalog catalog = new FixedCatalog();
    private final Attendance attendance = new Attendance(catalog);

    @AfterEach
    void stop() {
        attendance.stop();
    }

    @Test
    void knowsWhichModelsLackAWorker() {
        catalog.served = List.of(ServedModel.of(List.of(Offers.SHAPES)));

        attendance.look();

        assertThat(attendance.lacks("shapes")).isFalse();
        assertThat(attendance.lacks("inpaint")).isTrue();
    }

    @Test
    void noticesThatTheLastWorkerLeavesAndThatOneComes() {
        attendance.look();
        assertThat(attendance.lacks("shapes")).isTrue();

        catalog.served = List.of(ServedModel.of(List.of(Offers.SHAPES)));
        attendance.look();

        assertThat(attendance.lacks("shapes")).isFalse();
    }

    @Test
    void saysNothingOfWhatItCannotFindOut() {
        assertThat(attendance.lacks("shapes")).as("before the first look").isFalse();

        attendance.look();
        catalog.silent = true;
        attendance.look();

        assertThat(attendance.lacks("shapes")).isFalse();
    }
}
