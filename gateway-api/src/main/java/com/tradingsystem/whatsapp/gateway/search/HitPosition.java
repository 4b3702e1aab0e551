package com.tradingsystem.whatsapp.gateway.search;

import com.tradingsystem.whatsapp.search.index.MatchFilter.Place;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * A place in a list of hits. In the order of time only the place counts.
 *
 * @param exactness how much stands there as it was typed
 * @param rank the server's
 */
record HitPosition(int exactness, float rank, Place place) {

    /** Best first, then newest first. */
    static final Comparator<HitPosition> ORDER = Comparator.comparingInt(HitPosition::exactness)
            .thenComparingDouble(HitPosition::rank)
            .thenComparing(position -> position.place.timestamp())
            .thenComparingLong(position -> position.place.number())
            .reversed();

    private static final int PARTS = 4;

    static HitPosition of(Place place) {
        return new HitPosition(0, 0, place);
    }

    String write() {
        return "%d %d %d %d"
                .formatted(
                        exactness,
                        Float.floatToIntBits(rank),
                        ChronoUnit.MICROS.between(Instant.EPOCH, place.timestamp()),
                        place.number());
    }

    static HitPosition read(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not a place in a list of hits");
        }
        return new HitPosition(
                Integer.parseInt(parts[0]),
                Float.intBitsToFloat(Integer.parseInt(parts[1])),
                new Place(Instant.EPOCH.plus(Long.parseLong(parts[2]), ChronoUnit.MICROS), Long.parseLong(parts[3])));
    }
}
