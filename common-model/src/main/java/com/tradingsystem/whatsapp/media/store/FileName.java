package com.tradingsystem.whatsapp.media.store;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The name under which a browser saves a file: near to what its sender called it, and a file's name on every system, with the ending
 * of what the file is.
 *
 * <p>Senders choose names freely, so they hold paths, line breaks, text that runs backwards to hide an ending, or a thousand
 * emoji. Nothing of that is refused; it is left out or replaced.
 *
 * @param text in any script, at most {@value #MAX_BYTES} bytes of UTF-8 and an ending
 * @param ascii the same for programs that know ASCII only, such as {@code curl -OJ}
 */
public record FileName(String text, String ascii) {

    /** File systems take 255 bytes; a few are left to programs that number what they save twice. */
    private static final int MAX_BYTES = 200;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private static final Pattern SEPARATORS = Pattern.compile("[/\\\\]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9 .()+,=@&-]+");

    /** Windows opens a device instead, whatever follows the first dot. */
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³]) *(\\..*)?");

    /**
     * The name for an object.
     *
     * @param told what the sender called it
     * @param otherwise the name without an ending for what has none, in plain ASCII
     * @param key whose ending is that of what the bytes say the file is
     * @param mimeType what the bytes say the file is
     */
    public static FileName of(@Nullable String told, String otherwise, ObjectKey key, String mimeType) {
        String clean = told == null ? "" : legible(withoutPath(told));
        String ending = FileEnding.told(clean);
        String stem = clean.substring(0, clean.length() - (ending.isEmpty() ? 0 : ending.length() + 1));
        String right = FileEnding.of(key);
        if (!FileEnding.suits(ending, right, mimeType)) {
            ending = right;
            stem = clean;
        }
        return new FileName(inAnyScript(stem, otherwise) + "." + ending, inAscii(stem, otherwise) + "." + ending);
    }

    /**
     * The header {@code Content-Disposition} with this name, in ASCII for old programs and percent-encoded for all others, as RFC
     * 6266 has it.
     *
     * <p>Spring's {@code ContentDisposition} writes the first of them as an encoded word of e-mail ({@code =?UTF-8?Q?…?=}), which
     * programs take for the name, and bounds neither; and Tomcat answers nothing but an error where headers outgrow its buffer.
     *
     * @param manner {@code inline} or {@code attachment}
     */
    public String disposition(String manner) {
        return "%s; filename=\"%s\"; filename*=UTF-8''%s".formatted(manner, ascii, HeaderText.percentEncoded(text));
    }

    /** Slashes are part of names too, as in "invoice 12/2026", so all parts of a path are kept but those that only lead elsewhere. */
    private static String withoutPath(String told) {
        return Arrays.stream(SEPARATORS.split(told))
                .filter(part -> !part.isBlank() && !part.equals(".") && !part.equals(".."))
                .collect(Collectors.joining("_"));
    }

    private static String legible(String name) {
        StringBuilder legible = new StringBuilder();
        name.codePoints()
                .map(FileName::legible)
                .filter(character -> character >= 0)
                .forEach(character -> {
                    boolean isSecondSpace =
                            character == ' ' && !legible.isEmpty() && legible.charAt(legible.length() - 1) == ' ';
                    if (!isSecondSpace) {
                        legible.appendCodePoint(character);
                    }
                });
        return legible.toString();
    }

    /** The character in names; -1 for those without a look of their own, among them the ones that turn the direction of text. */
    private static int legible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.SURROGATE -> -1;
            case Character.FORMAT ->
                character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER ? character : -1;
            default -> "<>:\"|?*".indexOf(character) < 0 ? character : '_';
        };
    }

    private static String inAnyScript(String stem, String otherwise) {
        String text = trimmed(shortened(trimmed(stem, ". ")), ". ");
        return text.isEmpty() ? otherwise : noDevice(text);
    }

    private static String inAscii(String stem, String otherwise) {
        String apart = Normalizer.normalize(stem, Normalizer.Form.NFKD);
        String plain = NOT_PLAIN.matcher(MARKS.matcher(apart).replaceAll("")).replaceAll("_");
        String text = trimmed(shortened(trimmed(plain, ". _")), ". _");
        return text.chars().anyMatch(Character::isLetterOrDigit) ? noDevice(text) : otherwise;
    }

    /** Without these characters at its edges, where Windows forgets dots and spaces and others hide files that begin with a dot. */
    private static String trimmed(String text, String edges) {
        int from = 0;
        int to = text.length();
        while (from < to && edges.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (from < to && edges.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static String noDevice(String stem) {
        return DEVICE.matcher(stem).matches() ? "_" + stem : stem;
    }

    private static String shortened(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            bytes += Character.toString(text.codePointAt(i)).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                return text.substring(0, i);
            }
        }
        return text;
    }
}
