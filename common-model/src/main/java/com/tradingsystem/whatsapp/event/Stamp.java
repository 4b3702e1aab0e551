package com.tradingsystem.whatsapp.event;

import com.tradingsystem.whatsapp.identity.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What decides between two statements about the same thing: the later one wins, and of two at one time the one with the greater id.
 *
 * @param at to the microsecond, as the database keeps it
 * @param id the event's id and a hash of the fact, or a longer hash alone where the event has no id; the same on every
 *     repetition, and ASCII, so that Java and the database sort it alike
 */
public record Stamp(Provenance provenance, Instant at, String id) {

    public Stamp {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** The stamp of something inside an envelope. */
    public static Stamp of(Envelope envelope, Provenance provenance, Object fact) {
        byte[] hash = Sha256.of(fact.toString());
        String eventId = envelope.eventId();
        String id = eventId == null ? hex(hash, 16) : printable(eventId) + "~" + hex(hash, 4);
        return new Stamp(provenance, envelope.occurredAt(), id);
    }

    private static String printable(String eventId) {
        StringBuilder text = new StringBuilder(32);
        eventId.chars().limit(64).forEach(c -> text.append(c > ' ' && c < 0x7f ? (char) c : '?'));
        return text.toString();
    }

    private static String hex(byte[] hash, int bytes) {
        return HexFormat.of().formatHex(Arrays.copyOf(hash, bytes));
    }
}
