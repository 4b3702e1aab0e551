package com.tradingsystem.whatsapp.gateway.message;

import com.tradingsystem.whatsapp.message.timeline.TimelinePage.Position;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A place in a chat as the text inside a cursor: microseconds since 1970 and the message's number. */
final class MessagePosition {

    private MessagePosition() {}

    static String write(Position position) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, position.timestamp()) + " " + position.number();
    }

    static Position read(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not a place in a chat");
        }
        return new Position(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), Long.parseLong(parts[1]));
    }
}
