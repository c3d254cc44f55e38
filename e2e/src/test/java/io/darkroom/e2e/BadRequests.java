package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.List;
import java.util.stream.Stream;

/** Everything that {@code POST /v1/jobs} must refuse, for the demo model and the limits that are the default. */
final class BadRequests {
    private static final int LONGEST_PROMPT = 4000;

    private final String canary;
    private final String text;
    private final String prompt;

    /** Requests with {@code canary}, words in ASCII, for a prompt and wherever people could have pasted theirs. */
    BadRequests(String canary) {
        this.canary = canary;
        this.text = "\"" + canary + "\"";
        this.prompt = "\"prompt\": " + text;
    }

    List<BadRequest> all() {
        return Stream.of(prompts(), numbers(), words(), pictures(), starts(), unknownFields(), bodies(), headers())
                .flatMap(requests -> requests)
                .toList();
    }

    private Stream<BadRequest> prompts() {
        return Stream.of(
                BadRequest.ofField("no prompt", "{}", "field_required", "prompt", "required"),
                BadRequest.ofField("null for a prompt", "{\"prompt\": null}", "field_required", "prompt", "required"),
                BadRequest.ofField("an empty prompt", "{\"prompt\": \"\"}", "field_required", "prompt", "blank"),
                BadRequest.ofField("a blank prompt", "{\"prompt\": \" \\t\\n\"}", "field_required", "prompt", "blank"),
                BadRequest.ofField("a number for a prompt", "{\"prompt\": 7}", "wrong_type", "prompt", "string"),
                BadRequest.ofField(
                        "a list for a prompt", "{\"prompt\": [" + text + "]}", "wrong_type", "prompt", "string"),
                BadRequest.ofField("an over-long prompt", prompt(tooLong()), "too_long", "prompt", "4000"),
                BadRequest.ofField(
                        "an over-long negative prompt",
                        "{" + prompt + ", \"negative_prompt\": \"" + tooLong() + "\"}",
                        "too_long",
                        "negative_prompt",
                        "4000"),
                BadRequest.ofField(
                        "half a surrogate pair", prompt(canary + "\\ud83d"), "invalid_text", "prompt", "surrogate"));
    }

    private Stream<BadRequest> numbers() {
        return Stream.of(
                outOfRange("steps", "0", "150"),
                outOfRange("steps", "-1", "150"),
                outOfRange("steps", "151", "150"),
                outOfRange("steps", "99999999999", "150"),
                outOfRange("width", "32", "64"),
                outOfRange("width", "1056", "1024"),
                outOfRange("height", "0", "64"),
                outOfRange("height", "1056", "1024"),
                field("width", "100", "not_a_multiple", "32"),
                field("height", "129", "not_a_multiple", "32"),
                outOfRange("images", "0", "16"),
                outOfRange("images", "17", "16"),
                outOfRange("seed", "-1", "0"),
                outOfRange("seed", "9223372036854775808", "9223372036854775807"),
                outOfRange("seed", "-9223372036854775809", "9223372036854775807"),
                outOfRange("guidance_scale", "-0.5", "100"),
                outOfRange("guidance_scale", "100.5", "100"),
                outOfRange("guidance_scale", "1e400", "100"),
                outOfRange("guidance_rescale", "-0.1", "1"),
                outOfRange("guidance_rescale", "1.1", "1"),
                outOfRange("clip_skip", "-1", "0"),
                outOfRange("clip_skip", "3", "2"),
                outOfRange("ttl_seconds", "9", "86400"),
                outOfRange("ttl_seconds", "86401", "86400"),
                outOfRange("deadline_seconds", "9", "21600"),
                outOfRange("deadline_seconds", "21601", "21600"),
                field("steps", "1.5", "wrong_type", "whole number"),
                field("steps", "1e3", "wrong_type", "whole number"),
                field("steps", text, "wrong_type", "whole number"),
                field("seed", "\"1\"", "wrong_type", "whole number"),
                field("width", "true", "wrong_type", "whole number"),
                field("images", "{" + prompt + "}", "wrong_type", "whole number"),
                field("guidance_scale", text, "wrong_type", "number"));
    }

    private Stream<BadRequest> words() {
        return Stream.of(
                field("model", text, "unknown_model", "shapes"),
                field("model", "7", "wrong_type", "string"),
                field("scheduler", text, "unknown_scheduler", "ddim"),
                field("scheduler", "[]", "wrong_type", "string"),
                field("negative_prompt", "[" + text + "]", "wrong_type", "string"),
                field("retain", text, "wrong_type", "true or false"),
                field("retain", "1", "wrong_type", "true or false"),
                field("delivery", text, "not_one_of", "once"),
                field("delivery", "\"ONCE\"", "not_one_of", "once"),
                field("rng", text, "not_one_of", "cuda"),
                field("lane", text, "not_one_of", "interactive"),
                BadRequest.ofField(
                        "more steps than the scheduler can take",
                        "{" + prompt + ", \"scheduler\": \"lcm\", \"steps\": 51}",
                        "out_of_range",
                        "steps",
                        "50"));
    }

    private Stream<BadRequest> pictures() {
        byte[] good = Pictures.black(64, 64);
        return Stream.of(
                field("init_image", "7", "wrong_type", "string"),
                field("init_image", text, "invalid_base64", "base64"),
                field("init_image", "\"https://example.org/" + canary + "\"", "invalid_base64", "no address"),
                picture("a text", canary.getBytes(US_ASCII), "picture_format", "PNG, JPEG or WebP"),
                picture("a GIF", Pictures.gif(64, 64), "picture_format", "PNG, JPEG or WebP"),
                picture("a picture cut off", Pictures.cutOff(good), "invalid_picture", "damaged"),
                picture(
                        "a picture with fewer pixels than it claims",
                        Pictures.claiming(good, 64, 96),
                        "invalid_picture",
                        "damaged"),
                picture(
                        "a picture that would unfold to gigabytes",
                        Pictures.claiming(good, 65536, 65536),
                        "picture_too_large",
                        "4096"),
                picture("a picture of an odd size", Pictures.black(65, 64), "picture_size", "multiples of 32"),
                picture("a picture too small", Pictures.black(64, 32), "picture_size", "64 to 1024"),
                picture("a picture too large", Pictures.black(1056, 64), "picture_size", "64 to 1024"));
    }

    private Stream<BadRequest> starts() {
        String picture = "\"init_image\": \"" + Pictures.base64(Pictures.black(64, 64)) + "\"";
        String mask = "\"mask\": \"" + Pictures.base64(Pictures.lowerHalf(64, 64)) + "\"";
        String wideMask = "\"mask\": \"" + Pictures.base64(Pictures.lowerHalf(96, 64)) + "\"";
        String alphaMask = "\"mask\": \"" + Pictures.base64(Pictures.transparentAbove(64, 64)) + "\"";
        return Stream.of(
                start("a mask without a picture", mask, "field_required", "init_image", "mask"),
                start("a strength without a picture", "\"strength\": 0.5", "field_required", "init_image", "strength"),
                start("a mask of another size", picture + ", " + wideMask, "picture_size", "mask", "init_image"),
                start("a mask in its alpha alone", picture + ", " + alphaMask, "invalid_mask", "mask", "alpha"),
                start("a mask that is none", picture + ", \"mask\": " + text, "invalid_base64", "mask", "base64"),
                start("another width", picture + ", \"width\": 96", "picture_size", "init_image", "width"),
                start("another height", picture + ", \"height\": 96", "picture_size", "init_image", "height"),
                start("no strength at all", picture + ", \"strength\": 0", "out_of_range", "strength", "above 0"),
                start("too much strength", picture + ", \"strength\": 1.01", "out_of_range", "strength", "at most 1"),
                start(
                        "too little strength for a step",
                        picture + ", \"strength\": 0.049",
                        "out_of_range",
                        "strength",
                        "at least 0.05 to leave one of 20 steps"),
                start("a strength in words", picture + ", \"strength\": " + text, "wrong_type", "strength", "number"));
    }

    private BadRequest picture(String name, byte[] file, String code, String told) {
        return start(name, "\"init_image\": \"" + Pictures.base64(file) + "\"", code, "init_image", told);
    }

    private BadRequest start(String name, String fields, String code, String field, String told) {
        return BadRequest.ofField(name, "{" + prompt + ", " + fields + "}", code, field, told);
    }

    private Stream<BadRequest> unknownFields() {
        return Stream.of(
                BadRequest.ofField(
                        "an unknown field", "{" + prompt + ", \"stepz\": 20}", "unknown_field", "stepz", "stepz"),
                BadRequest.ofField(
                        "a field of the wrong case",
                        "{" + prompt + ", \"Steps\": 20}",
                        "unknown_field",
                        "Steps",
                        "Steps"),
                BadRequest.of(
                        "a prompt where a name belongs",
                        "{" + prompt + ", " + text + ": 20}",
                        422,
                        "unknown_field",
                        "name is not known"));
    }

    private Stream<BadRequest> bodies() {
        String good = "{" + prompt + "}";
        return Stream.of(
                BadRequest.of("an empty body", "", 400, "not_an_object", "object"),
                BadRequest.of("plain text", canary, 400, "not_json", "line 1"),
                BadRequest.of("half a body", "{\n\"prompt\": \"" + canary, 400, "not_json", "line 2"),
                BadRequest.of("a body and a half", good + good, 400, "not_json", "JSON"),
                BadRequest.of("the same field twice", "{" + prompt + "," + prompt + "}", 400, "not_json", "duplicate"),
                BadRequest.of("a number of a thousand digits", steps("9".repeat(2000)), 400, "not_json", "JSON"),
                BadRequest.of("brackets without end", "[".repeat(20_000), 400, "not_json", "JSON"),
                BadRequest.of("a list", "[" + good + "]", 400, "not_an_object", "object"),
                BadRequest.of("a string", text, 400, "not_an_object", "object"),
                BadRequest.of("null", "null", 400, "not_an_object", "object"),
                BadRequest.of("Latin-1", prompt(canary + "é").getBytes(ISO_8859_1), 400, "not_utf8", "UTF-8"),
                BadRequest.of("UTF-16", good.getBytes(UTF_16), 400, "not_utf8", "UTF-8"),
                BadRequest.of("UTF-16 without a mark", good.getBytes(UTF_16LE), 400, "not_json", "JSON"));
    }

    private Stream<BadRequest> headers() {
        BadRequest parameter = BadRequest.of("", "{" + prompt + "}", 400, "invalid_parameter", "");
        BadRequest type = BadRequest.of("", "{" + prompt + "}", 415, "unsupported_media_type", "");
        return Stream.of(
                named("a wait that is no number", parameter, "whole number")
                        .with("Content-Type", "application/json", "Prefer", "wait=" + canary.replace(' ', '-')),
                named("a negative wait", parameter, "whole number")
                        .with("Content-Type", "application/json", "Prefer", "wait=-1"),
                named("an over-long Idempotency-Key", parameter, "255")
                        .with("Content-Type", "application/json", "Idempotency-Key", canary.repeat(20)),
                named("plain text by its type", type, "type").with("Content-Type", "text/plain"),
                named("a form", type, "type").with("Content-Type", "application/x-www-form-urlencoded"),
                named("a type that is none", type, "type").with("Content-Type", canary.replace(' ', '/')));
    }

    private static BadRequest named(String name, BadRequest request, String told) {
        return new BadRequest(
                name, request.body(), request.headers(), request.status(), request.code(), request.field(), told);
    }

    private BadRequest outOfRange(String field, String value, String limit) {
        return field(field, value, "out_of_range", limit);
    }

    private BadRequest field(String field, String value, String code, String told) {
        String body = "{" + prompt + ", \"" + field + "\": " + value + "}";
        return BadRequest.ofField(field + " " + value.replace(canary, "…"), body, code, field, told);
    }

    private static String prompt(String text) {
        return "{\"prompt\": \"" + text + "\"}";
    }

    private String steps(String value) {
        return "{" + prompt + ", \"steps\": " + value + "}";
    }

    private String tooLong() {
        return canary + "a".repeat(LONGEST_PROMPT + 1 - canary.length());
    }
}
