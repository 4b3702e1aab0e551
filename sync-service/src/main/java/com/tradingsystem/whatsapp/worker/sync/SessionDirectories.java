package com.tradingsystem.whatsapp.worker.sync;

import com.tradingsystem.whatsapp.identity.SessionName;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose contacts and groups are to be read. Safe for use by many threads. */
public final class SessionDirectories {

    private final SessionLeases turns;

    SessionDirectories(JdbcClient jdbc) {
        this.turns = new SessionLeases(
                jdbc, "directory", "directory_due_at", "w.last_look_at is not null", "w.session_name");
    }

    /** Takes the session whose contacts and groups are to be read next. */
    public Optional<SessionName> claim(Duration lease) {
        return turns.claim(lease)
                .query((row, number) -> new SessionName(row.getString("session_name")))
                .optional();
    }

    /** Extends the lease, so that no other worker starts the reading. */
    public void keep(SessionName session, Duration lease) {
        turns.keep(session, lease);
    }

    /** Contacts and groups were read, or could not be; either way they are read again later. */
    public void read(SessionName session, @Nullable String error, Duration untilNext) {
        turns.release(session, error, untilNext);
    }
}
