package io.darkroom.diffusion.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The weights in a prompt as AUTOMATIC1111's users write them: {@code (x)} is 1.1, {@code [x]} is 1 / 1.1, {@code (x:1.3)} is
 * 1.3, nested ones multiply; {@code \(}, {@code \)}, {@code \[}, {@code \]} and {@code \\} stand for themselves; a bracket
 * left open reaches to the end, one closed too often is text; {@code BREAK} begins a new chunk. One parse, one thread.
 */
final class PromptSyntax {
    private static final double STEP = 1.1;
    private static final Pattern TOKEN = Pattern.compile(
            "\\\\[()\\[\\]\\\\]?" // an escape; a lone backslash is dropped
                    + "|[(\\[)\\]]"
                    + "|:\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+))\\s*\\)" // the weight that ends a round bracket
                    + "|[^\\\\()\\[\\]:]+"
                    + "|:");
    private static final Pattern BREAK = Pattern.compile("\\s*\\bBREAK\\b\\s*");

    private final List<PromptPart> parts = new ArrayList<>();
    // For each bracket still open, the number of the first part within.
    private final Deque<Integer> round = new ArrayDeque<>();
    private final Deque<Integer> square = new ArrayDeque<>();

    private PromptSyntax() {}

    /** The stretches of a prompt in their order; text of one weight is one stretch. */
    static List<PromptPart> parse(String prompt) {
        PromptSyntax syntax = new PromptSyntax();
        Matcher token = TOKEN.matcher(prompt);
        while (token.find()) {
            syntax.accept(token);
        }
        syntax.round.forEach(first -> syntax.multiply(first, STEP));
        syntax.square.forEach(first -> syntax.multiply(first, 1 / STEP));
        return syntax.joined();
    }

    private void accept(Matcher token) {
        String text = token.group();
        if (text.startsWith("\\")) {
            parts.add(PromptPart.of(text.substring(1), 1));
        } else if (text.equals("(")) {
            round.push(parts.size());
        } else if (text.equals("[")) {
            square.push(parts.size());
        } else if (token.group(1) != null && !round.isEmpty()) {
            multiply(round.pop(), Double.parseDouble(token.group(1)));
        } else if (text.equals(")") && !round.isEmpty()) {
            multiply(round.pop(), STEP);
        } else if (text.equals("]") && !square.isEmpty()) {
            multiply(square.pop(), 1 / STEP);
        } else {
            addText(text);
        }
    }

    private void addText(String text) {
        String[] stretches = BREAK.split(text, -1);
        for (int i = 0; i < stretches.length; i++) {
            if (i > 0) {
                parts.add(PromptPart.newChunk());
            }
            parts.add(PromptPart.of(stretches[i], 1));
        }
    }

    private void multiply(int first, double factor) {
        for (int i = first; i < parts.size(); i++) {
            parts.set(i, parts.get(i).times(factor));
        }
    }

    private List<PromptPart> joined() {
        List<PromptPart> joined = new ArrayList<>();
        for (PromptPart part : parts) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).joins(part)) {
                joined.set(last, joined.get(last).join(part));
            } else {
                joined.add(part);
            }
        }
        return joined;
    }
}
