package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.event.Provenance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * When a message was sent, as somebody claims. The least of all claims holds.
 *
 * @param rank 0 told by an event, 1 by history, 2 guessed
 */
record TimeClaim(int rank, Instant at) implements Comparable<TimeClaim> {

    private static final Comparator<TimeClaim> ORDER =
            Comparator.comparingInt(TimeClaim::rank).thenComparing(TimeClaim::at);

    TimeClaim {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    static TimeClaim of(Provenance provenance, Instant at, boolean guess) {
        if (guess) {
            return new TimeClaim(2, at);
        }
        return new TimeClaim(
                switch (provenance) {
                    case WEBHOOK -> 0;
                    case HISTORY -> 1;
                },
                at);
    }

    TimeClaim merge(TimeClaim other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @Override
    public int compareTo(TimeClaim other) {
        return ORDER.compare(this, other);
    }
}
