package com.tradingsystem.whatsapp.session;

import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;

/** Reads the sessions the archive has ever seen, whatever their state. Safe for use by many threads. */
public final class KnownSessions {

    private static final String SELECT = """
            select session_name, status, waha_status, status_at, connected_at, disconnected_at, whatsapp_id, lid, phone_number,
                   profile_name, engine, waha_version, revoke_policy, sync_enabled, status_reason, last_event_at,
                   last_heartbeat_at, created_at, updated_at
              from whatsapp_gateway.sessions""";

    private static final RowMapper<KnownSession> ROWS = new SimplePropertyRowMapper<>(KnownSession.class);

    private final ReadSnapshot snapshot;

    KnownSessions(ReadSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The session with this name. */
    public Optional<KnownSession> find(String sessionName) {
        return select(SELECT + " where session_name = ?", sessionName).stream().findFirst();
    }

    /** All sessions, by name. */
    public List<KnownSession> all() {
        return select(SELECT + " order by session_name");
    }

    private List<KnownSession> select(String sql, Object... parameters) {
        return Objects.requireNonNull(snapshot.once(jdbc -> jdbc.query(sql, ROWS, parameters)));
    }
}
