package io.darkroom.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The last lines of a log, to be shown beside the sentence that something went wrong. */
public final class LogTail {
    private static final int LINES = 12;
    private static final int LONGEST_READ_BYTES = 32_768;

    /** What the reasons of a Java exception hide between. */
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ more)");

    private LogTail() {}

    /** {@code sentence}, the log's place and its last {@value #LINES} lines. */
    public static String after(String sentence, Path log) {
        List<String> lines = read(log);
        String place = sentence + System.lineSeparator() + "  log: " + log;
        if (lines.isEmpty()) {
            return place;
        }
        return place
                + System.lineSeparator()
                + lines.stream().map(line -> "  | " + line).collect(Collectors.joining(System.lineSeparator()));
    }

    private static List<String> read(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - LONGEST_READ_BYTES));
            byte[] end = new byte[(int) Math.min(LONGEST_READ_BYTES, file.length())];
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line ->
                            !line.isBlank() && !STACK_FRAME.matcher(line).lookingAt())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
