package com.tradingsystem.whatsapp.ingest;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failure of a transaction means for the events in it. */
enum DatabaseFault {
    /** The database is away or cannot take anything now. Nothing is wrong with the events. */
    AWAY,
    /** A conflict with another transaction. A retry may succeed. */
    CONFLICT,
    /** Another transaction holds what is to be written, and did not let go of it in time. */
    LOCKED,
    /** It took too long. Nothing is known to be wrong with the events, nor with the database. */
    TIMEOUT,
    /** Something in the events, or in how they are written. */
    DATA;

    /** Shut down, starting up, read-only as a standby is, or damaged. */
    private static final Set<String> AWAY_STATES =
            Set.of("25006", "57P01", "57P02", "57P03", "57P04", "57P05", "XX001", "XX002");

    /** Connection, authorization, no such database, out of resources, the server's own trouble. */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "28", "3D", "53", "58", "F0");

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "40003");
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String CANCELLED = "57014";

    static DatabaseFault of(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return TIMEOUT;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException) {
                return AWAY;
            }
            if (cause instanceof SQLException sql) {
                DatabaseFault fault = ofState(sql.getSQLState());
                if (fault != DATA) {
                    return fault;
                }
            }
        }
        return DATA;
    }

    private static DatabaseFault ofState(@Nullable String state) {
        if (state == null || state.length() != 5) {
            return DATA;
        }
        if (AWAY_STATES.contains(state) || AWAY_CLASSES.contains(state.substring(0, 2))) {
            return AWAY;
        }
        if (CONFLICTS.contains(state)) {
            return CONFLICT;
        }
        if (state.equals(LOCK_NOT_AVAILABLE)) {
            return LOCKED;
        }
        return state.equals(CANCELLED) ? TIMEOUT : DATA;
    }
}
