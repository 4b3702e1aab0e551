package com.tradingsystem.whatsapp.session;

import com.tradingsystem.whatsapp.batch.SqlTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the view {@code active_sessions}: the sessions that are connected. Safe for use by many threads. */
public final class ActiveSessions {

    private final JdbcClient jdbc;

    ActiveSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row of the view; its columns are those of the stack before this one, then newer ones. */
    public record ActiveSession(
            String sessionName,
            @Nullable String phoneNumber,
            @Nullable String whatsappId,
            String status,
            String healthStatus,
            @Nullable Instant connectedAt,
            @Nullable Instant lastHeartbeatAt,
            SessionCounts.Counts counts,
            boolean syncEnabled,
            boolean webhookEnabled,
            @Nullable String profileName,
            @Nullable Instant lastEventAt) {}

    /** The most recently active first. */
    public List<ActiveSession> list() {
        return jdbc.sql("""
                        select session_name, phone_number, whatsapp_id, status, health_status, connected_at, last_heartbeat_at,
                               total_messages_sent, total_messages_received, total_chats_count, total_contacts_count,
                               sync_enabled, webhook_enabled, profile_name, last_event_at
                          from whatsapp_gateway.active_sessions""")
                .query((row, n) -> new ActiveSession(
                        row.getString("session_name"),
                        row.getString("phone_number"),
                        row.getString("whatsapp_id"),
                        row.getString("status"),
                        row.getString("health_status"),
                        SqlTime.find(row, "connected_at"),
                        SqlTime.find(row, "last_heartbeat_at"),
                        SessionRows.counts(row),
                        row.getBoolean("sync_enabled"),
                        row.getBoolean("webhook_enabled"),
                        row.getString("profile_name"),
                        SqlTime.find(row, "last_event_at")))
                .list();
    }
}
