package com.tradingsystem.whatsapp.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A day, month, year or moment as it is typed; days begin at midnight UTC.
 *
 * @param start inclusive
 * @param end exclusive; of a moment the same as its start
 */
record Period(Instant start, Instant end) {

    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern BRAZILIAN_DAY = Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})");
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998;

    /** Null if it is none, or outside of 1970 to 9998. */
    static @Nullable Period parse(String typed) {
        try {
            Period period = read(typed);
            int year = period.start.atOffset(ZoneOffset.UTC).getYear();
            return year < FIRST_YEAR || year > LAST_YEAR ? null : period;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Period read(String typed) {
        Matcher brazilian = BRAZILIAN_DAY.matcher(typed);
        if (brazilian.matches()) {
            return days(
                    LocalDate.of(
                            Integer.parseInt(brazilian.group(3)),
                            Integer.parseInt(brazilian.group(2)),
                            Integer.parseInt(brazilian.group(1))),
                    null);
        }
        if (DAY.matcher(typed).matches()) {
            return days(LocalDate.parse(typed), null);
        }
        if (MONTH.matcher(typed).matches()) {
            LocalDate first = YearMonth.parse(typed).atDay(1);
            return days(first, first.plusMonths(1));
        }
        if (YEAR.matcher(typed).matches()) {
            LocalDate first = LocalDate.of(Integer.parseInt(typed), 1, 1);
            return days(first, first.plusYears(1));
        }
        Instant moment = OffsetDateTime.parse(typed).toInstant();
        return new Period(moment, moment);
    }

    private static Period days(LocalDate first, @Nullable LocalDate end) {
        return new Period(
                first.atStartOfDay().toInstant(ZoneOffset.UTC),
                (end == null ? first.plusDays(1) : end).atStartOfDay().toInstant(ZoneOffset.UTC));
    }
}
