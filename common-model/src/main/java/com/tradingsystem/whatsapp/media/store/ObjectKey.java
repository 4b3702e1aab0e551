package com.tradingsystem.whatsapp.media.store;

import java.nio.charset.StandardCharsets;

/**
 * Where an object lies in its store: a relative path of segments with slashes between them.
 *
 * <p>Session and chat names come from outside and become segments, so a key is checked once, here, for everything that
 * could lead out of the store: {@code .}, {@code ..}, empty segments, back slashes and control characters.
 *
 * @param value at most {@value #MAX_BYTES} bytes of UTF-8, the limit of S3
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {

    static final int MAX_BYTES = 1024;

    /** File systems take 255 bytes as one name; a few are left to adapters that have to mark some names. */
    static final int MAX_SEGMENT_BYTES = 250;

    /** @throws IllegalArgumentException if the value is not such a path */
    public ObjectKey {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an object key");
        }
    }

    /**
     * The key made of these segments.
     *
     * @throws IllegalArgumentException if a segment is empty, too long, or holds what it may not
     */
    public static ObjectKey of(String... segments) {
        for (String segment : segments) {
            if (segment.indexOf('/') >= 0) {
                throw new IllegalArgumentException("a slash inside a segment of an object key");
            }
        }
        return new ObjectKey(String.join("/", segments));
    }

    private static boolean isValid(String value) {
        if (utf8Length(value) > MAX_BYTES) {
            return false;
        }
        for (String segment : value.split("/", -1)) {
            if (!isSegment(segment)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSegment(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && utf8Length(segment) <= MAX_SEGMENT_BYTES
                && segment.codePoints().noneMatch(ObjectKey::isForbidden);
    }

    private static boolean isForbidden(int codePoint) {
        return Character.isISOControl(codePoint)
                || codePoint == '\\'
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public int compareTo(ObjectKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
