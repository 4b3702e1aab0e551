package com.tradingsystem.whatsapp.search;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text as the index takes it.
 *
 * @param words folded, with blanks between them
 * @param marks numbers by their digits alone and emoji, with blanks between them
 */
public record FoldedText(String words, String marks) {

    /** Nothing to find. */
    public static final FoldedText NONE = new FoldedText("", "");

    /** As much as WhatsApp lets anybody write; whatever it holds, PostgreSQL takes the vector of so much. */
    public static final int LONGEST = 65_536;

    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_MARKS = 16_384;

    /** Folds a text, or as much of it as is indexed. */
    public static FoldedText of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        String start = start(text, LONGEST);
        return new FoldedText(start(Words.fold(start), LONGEST), marks(start));
    }

    /** The same of a name, of which less is indexed. */
    static FoldedText name(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return NONE;
        }
        String start = start(name, LONGEST_NAME);
        return new FoldedText(start(Words.fold(start), LONGEST_NAME), marks(start));
    }

    private static String marks(String text) {
        boolean hasMarks = text.codePoints().anyMatch(c -> c > '/' && (c <= '9' || c > 0x7F));
        if (!hasMarks) {
            return "";
        }
        Set<String> marks = new LinkedHashSet<>();
        text.codePoints().filter(Emoji::is).forEach(codePoint -> marks.add(Emoji.word(codePoint)));
        Numbers.collect(text, marks);
        StringBuilder joined = new StringBuilder();
        for (String mark : marks) {
            if (joined.length() + mark.length() >= LONGEST_MARKS) {
                break;
            }
            joined.append(joined.isEmpty() ? "" : " ").append(mark);
        }
        return joined.toString();
    }

    /** Never half a surrogate pair. */
    private static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
