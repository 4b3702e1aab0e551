package com.tradingsystem.whatsapp.gateway.message;

import com.tradingsystem.whatsapp.message.TimelinePage.Position;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A place in a chat as the text inside a cursor: microseconds since 1970, whose message it is, core id. */
final class MessagePosition {

    private MessagePosition() {}

    static String write(Position position) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, position.timestamp())
                + (position.fromMe() ? " 1 " : " 0 ")
                + position.coreId();
    }

    static Position read(String text) {
        String[] parts = text.split(" ", 3);
        return new Position(
                Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), parts[2], parts[1].equals("1"));
    }
}
