package com.tradingsystem.whatsapp.session;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.snapshot.ReadSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads the sessions the archive has ever seen, whatever their state. Safe for use by many threads. */
public final class KnownSessions {

    private static final String SELECT = """
            select session_name, status, waha_status, status_at, connected_at, disconnected_at, whatsapp_id, lid, phone_number,
                   profile_name, engine, waha_version, revoke_policy, sync_enabled, status_reason, last_event_at,
                   last_heartbeat_at, created_at, updated_at
              from whatsapp_gateway.sessions""";

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
        return Objects.requireNonNull(snapshot.once(jdbc -> jdbc.query(sql, (row, n) -> session(row), parameters)));
    }

    private static KnownSession session(ResultSet row) throws SQLException {
        return new KnownSession(
                row.getString("session_name"),
                row.getString("status"),
                row.getString("waha_status"),
                SqlTime.find(row, "status_at"),
                SqlTime.find(row, "connected_at"),
                SqlTime.find(row, "disconnected_at"),
                row.getString("whatsapp_id"),
                row.getString("lid"),
                row.getString("phone_number"),
                row.getString("profile_name"),
                row.getString("engine"),
                row.getString("waha_version"),
                row.getString("revoke_policy"),
                row.getBoolean("sync_enabled"),
                row.getString("status_reason"),
                SqlTime.find(row, "last_event_at"),
                SqlTime.find(row, "last_heartbeat_at"),
                SqlTime.get(row, "created_at"),
                SqlTime.get(row, "updated_at"));
    }
}
