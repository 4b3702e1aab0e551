package com.tradingsystem.whatsapp.identity;

import org.jspecify.annotations.Nullable;

/**
 * The name of a WAHA session, which is also its id.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters, none of them a control character or a slash
 */
public record SessionName(String value) implements Comparable<SessionName> {

    static final int MAX_LENGTH = 100;

    /** @throws IllegalArgumentException if the value is not a possible session name */
    public SessionName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a session name");
        }
    }

    /** The session name in {@code text}, or null where there is none. */
    public static @Nullable SessionName parse(@Nullable String text) {
        return text != null && isValid(text) ? new SessionName(text) : null;
    }

    private static boolean isValid(String value) {
        return !value.isBlank()
                && value.length() <= MAX_LENGTH
                && value.chars()
                        .noneMatch(c -> Character.isISOControl(c) || c == '/' || Character.isSurrogate((char) c));
    }

    @Override
    public int compareTo(SessionName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
