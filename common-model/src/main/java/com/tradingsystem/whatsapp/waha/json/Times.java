package com.tradingsystem.whatsapp.waha.json;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads points in time in every unit that WAHA and its engines use: seconds, fractions of them, milliseconds, RFC 3339.
 * Results have the resolution of the database, microseconds.
 */
public final class Times {

    /** WhatsApp was founded in February 2009. */
    private static final Instant FIRST_CREDIBLE = Instant.parse("2009-01-01T00:00:00Z");

    private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    private static final BigDecimal FIRST_MILLISECONDS = new BigDecimal("1e11");
    private static final BigDecimal FIRST_MICROSECONDS = new BigDecimal("1e14");
    private static final BigDecimal FIRST_NANOSECONDS = new BigDecimal("1e17");
    private static final int LONGEST_TEXT = 64;

    private Times() {}

    /** Whether a message or an event that arrived at {@code arrival} can be this old or this young. */
    public static boolean isCredible(Instant time, Instant arrival) {
        return !time.isBefore(FIRST_CREDIBLE) && !time.isAfter(arrival.plus(CLOCK_TOLERANCE));
    }

    /** The time in a number, whose unit its magnitude tells, or in a text; null for anything else. */
    public static @Nullable Instant read(Json json) {
        BigDecimal number = json.number();
        try {
            return number == null ? ofText(json.text(LONGEST_TEXT)) : ofNumber(number);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** The time as PostgreSQL keeps it, to the microsecond. */
    public static Instant storable(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant ofNumber(BigDecimal number) {
        BigDecimal size = number.abs();
        int decimals;
        if (size.compareTo(FIRST_MILLISECONDS) < 0) {
            decimals = 0;
        } else if (size.compareTo(FIRST_MICROSECONDS) < 0) {
            decimals = 3;
        } else if (size.compareTo(FIRST_NANOSECONDS) < 0) {
            decimals = 6;
        } else {
            decimals = 9;
        }
        BigDecimal micros = number.movePointRight(6 - decimals).setScale(0, RoundingMode.FLOOR);
        return Instant.EPOCH.plus(micros.longValueExact(), ChronoUnit.MICROS);
    }

    private static @Nullable Instant ofText(@Nullable String text) {
        return text == null ? null : storable(OffsetDateTime.parse(text.strip()).toInstant());
    }
}
