package com.tradingsystem.whatsapp.gateway.repair;

import com.tradingsystem.whatsapp.ingest.Repair.EventPlace;
import com.tradingsystem.whatsapp.ingest.Repair.WordPlace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How far a repair got: first through the raw events, then through what was said about messages. */
sealed interface RepairPosition {

    /** Among the raw events. */
    record Events(EventPlace place) implements RepairPosition {}

    /** Among what was said about messages. */
    record Words(WordPlace place) implements RepairPosition {}

    /** The position as the text inside a cursor; addresses and core ids hold no white space. */
    default String text() {
        return switch (this) {
            case Events e ->
                "events " + ChronoUnit.MICROS.between(Instant.EPOCH, e.place.receivedAt()) + " " + e.place.id();
            case Words w -> "words " + w.place.chatId() + " " + w.place.coreId();
        };
    }

    /** Reads {@link #text}. */
    static RepairPosition read(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a place in a repair");
        }
        return parts[0].equals("events")
                ? new Events(new EventPlace(
                        Instant.EPOCH.plus(Long.parseLong(parts[1]), ChronoUnit.MICROS), Long.parseLong(parts[2])))
                : new Words(new WordPlace(parts[1], parts[2]));
    }
}
