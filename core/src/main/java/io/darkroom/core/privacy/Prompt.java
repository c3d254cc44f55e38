package io.darkroom.core.privacy;

/**
 * Text a person typed. It prints as {@code Prompt[hidden]}, compares by identity and is not a record, so that no log
 * line, metric, exception or JSON body can carry it by accident.
 */
public final class Prompt {
    /** Longest text accepted, in UTF-16 units. */
    public static final int MAX_LENGTH = 4000;

    private static final Prompt EMPTY = new Prompt("");

    private final String text;

    private Prompt(String text) {
        this.text = text;
    }

    /**
     * Wraps {@code text}, 0..{@value #MAX_LENGTH} characters.
     *
     * @throws IllegalArgumentException if it is longer; the message tells the limit alone
     */
    public static Prompt of(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a prompt has at most " + MAX_LENGTH + " characters");
        }
        return new Prompt(text);
    }

    /** The prompt that asks for nothing. */
    public static Prompt empty() {
        return EMPTY;
    }

    /** The plaintext. Who may call this is listed in ArchitectureTest; grep for the name to audit it. */
    public String revealPlaintext() {
        return text;
    }

    @Override
    public String toString() {
        return "Prompt[hidden]";
    }
}
