package com.tradingsystem.whatsapp.message.annotation;

import com.tradingsystem.whatsapp.event.Ack;
import com.tradingsystem.whatsapp.event.Provenance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How far a message got: the furthest of all claims, and the earliest time at which it had got there.
 *
 * @param level 0 to 4
 * @param at null if unknown a time, as for pending ones and those known from history alone
 * @param failed whether an error was ever reported, which does not mean that the message did not arrive
 */
public record AckCandidate(int level, @Nullable Instant at, boolean failed) {

    static final AckCandidate NONE = new AckCandidate(0, null, false);

    public AckCandidate {
        at = at == null || level == 0 ? null : at.truncatedTo(ChronoUnit.MICROS);
    }

    /** What a look at the message itself tells; history does not tell since when. */
    public static AckCandidate of(@Nullable Ack ack, Provenance provenance, Instant at) {
        if (ack == null) {
            return NONE;
        }
        if (ack == Ack.ERROR) {
            return new AckCandidate(0, null, true);
        }
        return new AckCandidate(ack.level(), provenance == Provenance.WEBHOOK ? at : null, false);
    }

    /** The furthest of both, at its earliest time. */
    public AckCandidate merge(AckCandidate other) {
        boolean anyFailed = failed || other.failed;
        if (level != other.level) {
            AckCandidate further = level > other.level ? this : other;
            return new AckCandidate(further.level, further.at, anyFailed);
        }
        return new AckCandidate(level, earliest(at, other.at), anyFailed);
    }

    private static @Nullable Instant earliest(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
