package com.tradingsystem.whatsapp.persistence;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * How long the archive keeps what. Whole days; a number without a unit counts days; 0 means for ever.
 *
 * @param messages messages and everything that belongs to them, by the time they were sent
 * @param events raw webhook events, by the time they arrived
 */
@ConfigurationProperties("whatsapp.retention")
public record RetentionSettings(
        @DefaultValue("365") @DurationUnit(ChronoUnit.DAYS) Duration messages,
        @DefaultValue("30") @DurationUnit(ChronoUnit.DAYS) Duration events) {

    // What five digits hold, the most the database takes; 273 years.
    private static final Duration LONGEST = Duration.ofDays(99_999);

    public RetentionSettings {
        requireWholeDays("whatsapp.retention.messages", messages);
        requireWholeDays("whatsapp.retention.events", events);
    }

    private static void requireWholeDays(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0 || !value.equals(Duration.ofDays(value.toDays()))) {
            throw new IllegalArgumentException(
                    name + " is to be a number of whole days from 0 (for ever) to " + LONGEST.toDays());
        }
    }
}
