package com.tradingsystem.whatsapp.media.store;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * File names in HTTP headers, which are ASCII and of limited length.
 *
 * <p>A name goes percent-encoded, as RFC 8187 wants it in {@code Content-Disposition} and as JavaScript's {@code
 * decodeURIComponent} reads it back. S3 takes 2 KB of metadata an object, and a name in Chinese takes nine bytes a
 * character, so very long names lose their middle and keep their extension.
 */
final class HeaderText {

    static final int MAX_LENGTH = 1000;

    private HeaderText() {}

    /** The name, percent-encoded, in at most {@value #MAX_LENGTH} characters. */
    static String encoded(String fileName) {
        String whole = percentEncoded(fileName);
        if (whole.length() <= MAX_LENGTH) {
            return whole;
        }
        int[] codePoints = fileName.codePoints().toArray();
        int tail = Math.min(16, codePoints.length);
        String end = percentEncoded(new String(codePoints, codePoints.length - tail, tail));
        StringBuilder start = new StringBuilder();
        for (int i = 0; i < codePoints.length - tail; i++) {
            String next = percentEncoded(Character.toString(codePoints[i]));
            if (start.length() + next.length() + end.length() > MAX_LENGTH) {
                break;
            }
            start.append(next);
        }
        return start + end;
    }

    /** Text in the characters of RFC 8187, whatever its length. */
    static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
