package com.tradingsystem.whatsapp.gateway.stats;

import com.tradingsystem.whatsapp.gateway.paging.QueryParameters;
import com.tradingsystem.whatsapp.gateway.problem.ProblemException;
import java.time.Duration;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Locale;

/** How long the stretches of a series are. */
enum Step {
    HOUR(Duration.ofHours(1), Period.ofDays(2)),
    DAY(Duration.ofDays(1), Period.ofDays(30)),
    WEEK(Duration.ofDays(7), Period.ofWeeks(26)),
    MONTH(Duration.ofDays(28), Period.ofYears(1));

    private final Duration shortest;
    private final Period usual;

    Step(Duration shortest, Period usual) {
        this.shortest = shortest;
        this.usual = usual;
    }

    static Step of(QueryParameters parameters, Step unsaid) {
        String text = parameters.text("by");
        if (text == null) {
            return unsaid;
        }
        return switch (text) {
            case "hour" -> HOUR;
            case "day" -> DAY;
            case "week" -> WEEK;
            case "month" -> MONTH;
            default -> throw ProblemException.invalidParameter("by", "must be hour, day, week or month");
        };
    }

    /** The most that fit into a time, those cut off at its ends not counted. */
    long fitInto(Duration time) {
        return time.dividedBy(shortest);
    }

    /** Where a series begins that ends then, if nobody says. */
    ZonedDateTime before(ZonedDateTime end) {
        return end.minus(usual);
    }

    /** As the database calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
