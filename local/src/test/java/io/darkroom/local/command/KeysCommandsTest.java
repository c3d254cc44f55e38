package io.darkroom.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.local.keys.KeyDirectory;
import io.darkroom.local.keys.KeyUse;
import io.darkroom.local.keys.SetClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysCommandsTest {
    @TempDir
    Path folder;

    private final SetClock clock = new SetClock();
    private KeyDirectory keys;

    @BeforeEach
    void makeKeys() {
        keys = new KeyDirectory(folder);
        keys.complete(clock.instant());
    }

    @Test
    void listsEveryKeyWithItsStateAndNothingSecret() throws IOException {
        rotate(3);
        clock.pass(Duration.ofHours(8));
        run("retire", "--use", "worker");
        run("rotate", "--use", "worker");

        CommandLineFixture list = run("list");

        assertThat(list.out().lines())
                .anySatisfy(line -> assertThat(line).matches("worker    current    \\S{43}  made 2026-11-24T12:00:00Z"))
                .anySatisfy(line -> assertThat(line)
                        .matches("worker    next       \\S{43}  made 2026-11-24T20:00:00Z, may be published from "
                                + "2026-11-24T20:05:00Z"))
                .anySatisfy(line -> assertThat(line)
                        .matches("delivery  retired    \\S{43}  made 2026-11-24T12:00:00Z, needed until "
                                + "2026-11-25T20:05:00Z"))
                .anySatisfy(line -> assertThat(line).matches("worker    destroyed  \\S{43}  at 2026-11-24T20:00:00Z"))
                .hasSize(7);
        for (KeyUse use : KeyUse.values()) {
            for (JsonNode key :
                    new JsonMapper().readTree(keys.pairs(use).toFile()).path("keys")) {
                assertThat(list.out()).doesNotContain(key.path("d").asText());
            }
        }
    }

    @Test
    void rotateEndsWithSixWhenItIsTooEarlyForAll() {
        assertThat(code("rotate")).isZero();
        assertThat(code("rotate")).isEqualTo(6);
        clock.pass(Duration.ofMinutes(5));
        assertThat(code("rotate", "--use", "worker")).isZero();
        assertThat(code("rotate")).as("two of three").isZero();
        assertThat(code("rotate", "--now")).isZero();
    }

    @Test
    void aTimerMayCallItAsOftenAsItLikes() {
        assertThat(code("rotate", "--if-older", "P30D")).isZero();

        assertThat(keys.ring(KeyUse.WORKER).notes()).hasSize(1);
    }

    @Test
    void retireEndsWithSixWhenSomethingIsLeft() {
        assertThat(code("retire")).as("nothing is retired").isZero();
        rotate(3);
        assertThat(code("retire")).isEqualTo(6);
        clock.pass(Duration.ofDays(9));
        assertThat(code("retire", "--use", "delivery")).isZero();
        assertThat(code("retire")).as("a storage key without a library to ask").isEqualTo(6);
        assertThat(code("retire", "--force")).isZero();
    }

    @Test
    void resealNeedsALibrary() {
        CommandLineFixture reseal = run("reseal");

        assertThat(reseal.err()).contains("--postgres").hasLineCount(1);
        assertThat(code("reseal")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys",
                "keys frobnicate",
                "keys list --use canary",
                "keys list --keys a --data b",
                "keys rotate --now --if-older P1D",
                "keys rotate --if-older canary",
                "keys rotate --settle -PT1S",
                "keys retire --frobnicate"
            })
    void wrongUsageEndsWithTwoAndIsNotRepeated(String line) {
        CommandLineFixture commands = new CommandLineFixture(folder, clock);
        String[] arguments = (line.contains("--keys") ? line : line.equals("keys") ? line : line + " --keys " + folder)
                .split(" ", -1);

        assertThat(commands.execute(arguments)).isEqualTo(2);
        assertThat(commands.err()).startsWith("darkroom: ").doesNotContain("canary", "\tat ");
    }

    @Test
    void saysThatThereAreNoKeys() {
        CommandLineFixture commands = new CommandLineFixture(folder, clock);

        assertThat(commands.execute(
                        "keys", "list", "--keys", folder.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(commands.err()).contains("there is no folder of keys").hasLineCount(1);
    }

    private void rotate(int steps) {
        for (int step = 0; step < steps; step++) {
            assertThat(code("rotate", "--now")).isZero();
        }
    }

    private int code(String command, String... options) {
        return execute(new CommandLineFixture(folder, clock), command, options);
    }

    private CommandLineFixture run(String command, String... options) {
        CommandLineFixture commands = new CommandLineFixture(folder, clock);
        execute(commands, command, options);
        return commands;
    }

    private int execute(CommandLineFixture commands, String command, String... options) {
        String[] all = new String[options.length + 4];
        all[0] = "keys";
        all[1] = command;
        all[2] = "--keys";
        all[3] = folder.toString();
        System.arraycopy(options, 0, all, 4, options.length);
        return commands.execute(all);
    }
}
