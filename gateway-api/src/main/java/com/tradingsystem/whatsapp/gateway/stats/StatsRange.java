package com.tradingsystem.whatsapp.gateway.stats;

import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The time that numbers are asked for, and by whose clock. The bounds keep a query from counting a whole archive. */
record StatsRange(Instant from, Instant to, ZoneId zone) {

    /** For what is read message by message. */
    static final Duration YEAR = Duration.ofDays(366);

    private static final Duration LONGEST = Duration.ofDays(3660);
    private static final int MOST_STEPS = 800;
    private static final int MOST_GROUPED_STEPS = 400;
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Instant FIRST = Instant.EPOCH;

    /** A range; without {@code from} it has the usual length. */
    static StatsRange of(QueryParameters parameters, InstantSource clock, Period usual) {
        return of(parameters, clock, end -> end.minus(usual)).within(YEAR);
    }

    /** The range of a series. */
    static StatsRange series(QueryParameters parameters, InstantSource clock, Step step, boolean isGrouped) {
        StatsRange range = of(parameters, clock, step::before).within(LONGEST);
        int most = isGrouped ? MOST_GROUPED_STEPS : MOST_STEPS;
        if (step.fitInto(Duration.between(range.from, range.to)) > most) {
            throw ProblemException.invalidParameter(
                    "from", "must be at most " + most + " times by (" + step.word() + ") before to");
        }
        return range;
    }

    private static StatsRange of(
            QueryParameters parameters, InstantSource clock, UnaryOperator<ZonedDateTime> usualBeginning) {
        ZoneId zone = zone(parameters);
        Instant to = time(parameters, "to", zone);
        Instant end = to == null ? clock.instant().truncatedTo(ChronoUnit.SECONDS) : to;
        Instant from = time(parameters, "from", zone);
        Instant begin = from == null ? usualBeginning.apply(end.atZone(zone)).toInstant() : from;
        if (begin.isBefore(FIRST)) {
            throw ProblemException.invalidParameter(from == null ? "to" : "from", "must not lead to before 1970");
        }
        if (!begin.isBefore(end)) {
            throw ProblemException.invalidParameter("from", "must be before to");
        }
        return new StatsRange(begin, end, zone);
    }

    StatsRange within(Duration longest) {
        if (Duration.between(from, to).compareTo(longest) > 0) {
            throw ProblemException.invalidParameter("from", "must be at most " + longest.toDays() + " days before to");
        }
        return this;
    }

    private static ZoneId zone(QueryParameters parameters) {
        String text = parameters.text("zone");
        if (text == null) {
            return ZoneId.of("UTC");
        }
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw unknownZone();
        }
        return ZoneId.of(text);
    }

    static ProblemException unknownZone() {
        return ProblemException.invalidParameter("zone", "must be a time zone by its name, such as America/Sao_Paulo");
    }

    /** As in other routes, but a date begins at midnight in the zone. */
    private static @Nullable Instant time(QueryParameters parameters, String name, ZoneId zone) {
        String text = parameters.text(name);
        Instant time = parameters.time(name);
        if (text == null || !DATE.matcher(text).matches()) {
            return time;
        }
        try {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalidParameter(name, "must be a date");
        }
    }
}
