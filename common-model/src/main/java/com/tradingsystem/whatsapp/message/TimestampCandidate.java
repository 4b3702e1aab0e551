package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.event.Provenance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * When a message was sent, according to one event. The least of all candidates wins.
 *
 * @param rank 0 told by an event, 1 by history, 2 guessed
 */
record TimestampCandidate(int rank, Instant at) implements Comparable<TimestampCandidate> {

    private static final Comparator<TimestampCandidate> ORDER =
            Comparator.comparingInt(TimestampCandidate::rank).thenComparing(TimestampCandidate::at);

    TimestampCandidate {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    static TimestampCandidate of(Provenance provenance, Instant at, boolean guess) {
        if (guess) {
            return new TimestampCandidate(2, at);
        }
        return new TimestampCandidate(
                switch (provenance) {
                    case WEBHOOK -> 0;
                    case HISTORY -> 1;
                },
                at);
    }

    TimestampCandidate merge(TimestampCandidate other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @Override
    public int compareTo(TimestampCandidate other) {
        return ORDER.compare(this, other);
    }
}
