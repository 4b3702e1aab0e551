package com.tradingsystem.whatsapp.gateway.group;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where a page of changes begins, as the text inside a cursor.
 *
 * @param isBelow whether the page is the one of older changes; else the one of newer ones
 * @param at to the microsecond
 * @param change settles, with the address, changes of one time
 */
record ChangeBorder(boolean isBelow, Instant at, String change, String storedId) {

    /** After everything. */
    static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** Where the first page begins. */
    static final ChangeBorder TOP = new ChangeBorder(true, LAST, "", "");

    private static final String BELOW = "below";
    private static final String ABOVE = "above";
    private static final int PARTS = 4;

    static ChangeBorder of(MembershipChange change, boolean isBelow) {
        return new ChangeBorder(isBelow, change.at(), change.change(), change.storedId());
    }

    String text() {
        return (isBelow ? BELOW : ABOVE)
                + ' '
                + ChronoUnit.MICROS.between(Instant.EPOCH, at)
                + ' '
                + change
                + ' '
                + storedId;
    }

    /** @throws IllegalArgumentException if the text was not made here */
    static ChangeBorder parse(String text) {
        String[] parts = text.split(" ", PARTS);
        if (parts.length != PARTS || !(parts[0].equals(BELOW) || parts[0].equals(ABOVE))) {
            throw new IllegalArgumentException("not a place in a list");
        }
        Instant at = Instant.EPOCH.plus(Long.parseLong(parts[1]), ChronoUnit.MICROS);
        return new ChangeBorder(parts[0].equals(BELOW), at, parts[2], parts[3]);
    }
}
