package io.darkroom.local.audit.search;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * A secret that must not be found, in every form in which it could lie somewhere: as it is, in UTF-16 of either order, in
 * base64 of either alphabet at any of the three places it can begin in a group of three octets, in hex of either case, and,
 * if it is text, as a URL and as JSON write it. Prints as its name.
 */
public final class Canary {
    private static final int ALIGNMENTS = 3;
    private static final int BITS_PER_CHARACTER = 6;

    private final String name;
    private final List<Form> forms;

    private Canary(String name, List<Form> forms) {
        this.name = name;
        this.forms = List.copyOf(forms);
    }

    /** A text, such as a prompt. */
    public static Canary ofText(String name, String text) {
        List<Form> forms = new ArrayList<>();
        addOctets(forms, "UTF-8", text.getBytes(UTF_8));
        addOctets(forms, "UTF-16LE", text.getBytes(UTF_16LE));
        addOctets(forms, "UTF-16BE", text.getBytes(UTF_16BE));
        add(forms, "URL, form", URLEncoder.encode(text, UTF_8));
        add(forms, "URL", URLEncoder.encode(text, UTF_8).replace("+", "%20"));
        add(forms, "JSON, ASCII", asciiJson(text));
        return new Canary(name, forms);
    }

    /** A text that nobody said, with characters that the encodings write in different ways. */
    public static Canary planted() {
        return ofText("planted", "planted \u00ff~?>\u2602 " + UUID.randomUUID());
    }

    /** Octets, such as the beginning of a picture. */
    public static Canary ofOctets(String name, byte[] octets) {
        List<Form> forms = new ArrayList<>();
        addOctets(forms, "as it is", octets);
        return new Canary(name, forms);
    }

    private static void addOctets(List<Form> forms, String encoding, byte[] octets) {
        add(forms, encoding, octets);
        add(forms, encoding + ", hex", HexFormat.of().formatHex(octets));
        add(forms, encoding + ", HEX", HexFormat.of().withUpperCase().formatHex(octets));
        for (int alignment = 0; alignment < ALIGNMENTS; alignment++) {
            String at = encoding + ", base64 at " + alignment;
            add(forms, at, base64(Base64.getEncoder(), octets, alignment));
            add(forms, at + ", URL alphabet", base64(Base64.getUrlEncoder(), octets, alignment));
        }
    }

    /** The characters that {@code octets} alone decide when {@code alignment} others come before them in their group. */
    private static String base64(Base64.Encoder encoder, byte[] octets, int alignment) {
        byte[] shifted = new byte[alignment + octets.length];
        System.arraycopy(octets, 0, shifted, alignment, octets.length);
        int first = (alignment * Byte.SIZE + BITS_PER_CHARACTER - 1) / BITS_PER_CHARACTER;
        int end = shifted.length * Byte.SIZE / BITS_PER_CHARACTER;
        return encoder.withoutPadding().encodeToString(shifted).substring(first, end);
    }

    private static String asciiJson(String text) {
        StringBuilder json = new StringBuilder();
        text.chars().forEach(c -> json.append(c >= ' ' && c <= '~' ? Character.toString(c) : "\\u%04x".formatted(c)));
        return json.toString();
    }

    private static void add(List<Form> forms, String encoding, String text) {
        add(forms, encoding, text.getBytes(US_ASCII));
    }

    /** A form that is the same as one before would only be found twice. */
    private static void add(List<Form> forms, String encoding, byte[] octets) {
        if (forms.stream().noneMatch(form -> Arrays.equals(form.octets, octets))) {
            forms.add(new Form(encoding, octets));
        }
    }

    /** What it is called, without telling what it is. */
    public String name() {
        return name;
    }

    /** All its forms, no two the same. */
    public List<Form> forms() {
        return forms;
    }

    @Override
    public String toString() {
        return name;
    }

    /** All its forms, each in a line of its own. */
    public byte[] lines() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Form form : forms) {
            lines.writeBytes(form.octets());
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /** One form of a canary. Prints as its encoding. */
    public static final class Form {
        private final String encoding;
        private final byte[] octets;

        private Form(String encoding, byte[] octets) {
            this.encoding = encoding;
            this.octets = octets;
        }

        /** How it is encoded. */
        public String encoding() {
            return encoding;
        }

        /** The octets to look for; not a copy. */
        public byte[] octets() {
            return octets;
        }

        /** The octets, one a character. */
        public String latin1() {
            return new String(octets, ISO_8859_1);
        }

        @Override
        public String toString() {
            return encoding;
        }
    }
}
