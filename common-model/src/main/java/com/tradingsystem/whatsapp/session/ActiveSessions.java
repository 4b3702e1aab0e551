package com.tradingsystem.whatsapp.session;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the view {@code active_sessions}: the sessions that are connected. Safe for use by many threads. */
public final class ActiveSessions {

    private final JdbcClient jdbc;

    ActiveSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A session that is connected, and how much there is of it. */
    public record ActiveSession(String sessionName, SessionCounts.Counts counts) {}

    /** The most recently active first. */
    public List<ActiveSession> list() {
        return jdbc.sql("""
                        select session_name, total_messages_sent, total_messages_received, total_chats_count, total_contacts_count
                          from whatsapp_gateway.active_sessions""")
                .query((row, n) -> new ActiveSession(row.getString("session_name"), SessionRows.counts(row)))
                .list();
    }
}
