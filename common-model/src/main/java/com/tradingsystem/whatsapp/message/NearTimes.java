package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.batch.Timestamps;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Rows of {@code messages} whose times are near each other, for one statement that plans for their chunks alone.
 *
 * <p>The range keeps the server from even opening other chunks; the list, inside the range. PostgreSQL gives up on lists of more
 * than 100 times.
 */
record NearTimes<R>(List<R> rows, List<Instant> times) {

    /** For the statement's {@code where}; takes the parameters of {@link #parameters}. */
    static final String CONDITION = "m.\"timestamp\" = any (?) and m.\"timestamp\" between ? and ?";

    private static final int MOST_TIMES = 100;

    /** Chunks are days. */
    private static final Duration FAR = Duration.ofDays(2);

    /** Past so many groups a statement each costs more than chunks that are opened in vain. */
    private static final int MOST_GROUPS = 16;

    /** Groups rows by their times. */
    static <R> List<NearTimes<R>> group(List<R> rows, Function<? super R, Instant> time) {
        List<NearTimes<R>> near = split(rows, time, FAR);
        return near.size() <= MOST_GROUPS ? near : split(rows, time, Duration.ofDays(Long.MAX_VALUE / 86_400));
    }

    /** The parameters of {@link #CONDITION}. */
    Object[] parameters(Pipeline pipeline) throws SQLException {
        return new Object[] {
            Timestamps.array(pipeline, times),
            Timestamps.parameter(times.getFirst()),
            Timestamps.parameter(times.getLast())
        };
    }

    private static <R> List<NearTimes<R>> split(List<R> rows, Function<? super R, Instant> time, Duration far) {
        List<NearTimes<R>> groups = new ArrayList<>();
        for (R row : rows.stream().sorted(Comparator.comparing(time)).toList()) {
            Instant at = time.apply(row);
            if (groups.isEmpty() || !groups.getLast().takes(at, far)) {
                groups.add(new NearTimes<>(new ArrayList<>(), new ArrayList<>()));
            }
            groups.getLast().add(row, at);
        }
        return groups;
    }

    private boolean takes(Instant at, Duration far) {
        return times.getLast().equals(at)
                || (times.size() < MOST_TIMES
                        && Duration.between(times.getLast(), at).compareTo(far) <= 0);
    }

    private void add(R row, Instant at) {
        rows.add(row);
        if (times.isEmpty() || !times.getLast().equals(at)) {
            times.add(at);
        }
    }
}
