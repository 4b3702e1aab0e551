package com.tradingsystem.whatsapp.gateway.paging;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Points in time as people and programs write them into a query. */
final class Times {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** From here on a number means milliseconds: as seconds it would be the year 5138. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Times() {}

    /**
     * Reads an ISO-8601 date-time with an offset, a date, which begins at midnight UTC, or a number of seconds or
     * milliseconds since 1970; null if the text is none of these or outside 1970 to 9999.
     */
    static @Nullable Instant parse(String text) {
        try {
            Instant time = read(text);
            return time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static Instant read(String text) {
        if (NUMBER.matcher(text).matches()) {
            long number = Long.parseLong(text);
            return number >= FIRST_MILLIS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        }
        if (DATE.matcher(text).matches()) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        // A plus sign that was not encoded arrives as a space.
        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    }
}
