package com.tradingsystem.whatsapp.gateway.paging;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where a page of a list that is sorted by time begins, as the text inside a cursor.
 *
 * @param isBelow whether the page is the one below, of the older entries; else the one above
 * @param time to the microsecond
 * @param number settles equal times
 */
public record Border(boolean isBelow, Instant time, long number) {

    private static final String BELOW = "below";
    private static final String ABOVE = "above";
    private static final int PARTS = 3;

    /** For {@link Cursor#of}. */
    public String text() {
        return (isBelow ? BELOW : ABOVE) + ' ' + ChronoUnit.MICROS.between(Instant.EPOCH, time) + ' ' + number;
    }

    /**
     * Reads such a text.
     *
     * @throws IllegalArgumentException if it was not made here
     */
    public static Border parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not a place in a list");
        }
        boolean isBelow = switch (parts[0]) {
            case BELOW -> true;
            case ABOVE -> false;
            default -> throw new IllegalArgumentException("no side of a border");
        };
        Instant time = Instant.EPOCH.plus(Long.parseLong(parts[1]), ChronoUnit.MICROS);
        return new Border(isBelow, time, Long.parseLong(parts[2]));
    }
}
