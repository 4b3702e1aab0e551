package com.tradingsystem.whatsapp.gateway.message;

import com.tradingsystem.whatsapp.message.timeline.Stretch;
import com.tradingsystem.whatsapp.message.timeline.TimelinePage.Position;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Which page of a chat comes next, as the text inside a cursor: its side of a border, microseconds since 1970 and a message's number. */
final class MessagePosition {

    private static final String BELOW = "below";
    private static final String ABOVE = "above";

    private MessagePosition() {}

    static String below(Position border) {
        return write(BELOW, border);
    }

    static String above(Position border) {
        return write(ABOVE, border);
    }

    /** @throws IllegalArgumentException if the text was not made here */
    static Stretch read(String text, int limit) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a place in a chat");
        }
        var border =
                new Position(Instant.EPOCH.plus(Long.parseLong(parts[1]), ChronoUnit.MICROS), Long.parseLong(parts[2]));
        return switch (parts[0]) {
            case BELOW -> Stretch.below(border, limit);
            case ABOVE -> Stretch.above(border, limit);
            default -> throw new IllegalArgumentException("no side of a border");
        };
    }

    private static String write(String side, Position border) {
        return side + " " + ChronoUnit.MICROS.between(Instant.EPOCH, border.timestamp()) + " " + border.number();
    }
}
