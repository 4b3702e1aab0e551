package com.tradingsystem.whatsapp.session;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
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

    /**
     * Messages are counted as they are captured, so they outlive retention; chats and contacts are those that are there. The counts of
     * messages were always answered as text, like all 64-bit numbers.
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Counts(
            @JsonFormat(shape = Shape.STRING) long totalMessagesSent,
            @JsonFormat(shape = Shape.STRING) long totalMessagesReceived,
            long totalChatsCount,
            long totalContactsCount) {

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
