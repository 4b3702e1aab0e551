package com.tradingsystem.whatsapp.session;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads how much there is of each session. Safe for use by many threads. */
public final class SessionCounts {

    private static final String SELECT = """
            select session_name, total_messages_sent, total_messages_received, total_chats_count, total_contacts_count
              from whatsapp_gateway.session_counts""";

    private final JdbcClient jdbc;

    SessionCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Messages are counted as they are captured, so they outlive retention; chats and contacts are those that are there. */
    public record Counts(long messagesSent, long messagesReceived, long chats, long contacts) {

        /** Of a session of which there is nothing. */
        public static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    /** The counts of all sessions by name. */
    public Map<String, Counts> all() {
        return jdbc
                .sql(SELECT)
                .query((row, n) -> Map.entry(row.getString("session_name"), SessionRows.counts(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The counts of one session. */
    public Optional<Counts> of(String sessionName) {
        return jdbc.sql(SELECT + " where session_name = :session")
                .param("session", sessionName)
                .query((row, n) -> SessionRows.counts(row))
                .optional();
    }
}
