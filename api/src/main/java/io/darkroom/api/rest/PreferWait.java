package io.darkroom.api.rest;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code wait} preference of a {@code Prefer} header (RFC 7240, section 4.3). Other preferences are not ours. */
final class PreferWait {
    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?([^\",;\\s]*)\"?");

    private PreferWait() {}

    /** How long to wait, at most {@code longest}; empty if the header asks for no waiting. */
    static Optional<Duration> of(@Nullable String header, Duration longest) {
        Matcher matcher = WAIT.matcher(header == null ? "" : header);
        if (!matcher.find()) {
            return Optional.empty();
        }
        if (!matcher.group(1).matches("\\d{1,9}")) {
            throw ProblemException.of(
                    ErrorCode.INVALID_PARAMETER, "\"Prefer: wait\" must be a whole number of seconds");
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
        return Optional.of(asked.compareTo(longest) < 0 ? asked : longest);
    }
}
