package com.tradingsystem.whatsapp.waha.json;

/** Makes texts fit for PostgreSQL, which can store neither NUL characters nor halves of surrogate pairs. */
public final class StorableText {

    /** What stands for a character that cannot be told or stored. */
    static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** The same text with every unstorable character replaced by U+FFFD; the very same object where there is none. */
    public static String of(String text) {
        int first = firstUnstorable(text, 0);
        if (first < 0) {
            return text;
        }
        char[] chars = text.toCharArray();
        for (int i = first; i >= 0; i = firstUnstorable(text, i + 1)) {
            chars[i] = REPLACEMENT;
        }
        return new String(chars);
    }

    /** At most {@code length} characters from the start, never half of a surrogate pair. */
    public static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static int firstUnstorable(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (!isPair(text, i)) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }
}
