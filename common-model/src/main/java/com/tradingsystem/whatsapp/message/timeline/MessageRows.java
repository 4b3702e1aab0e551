package com.tradingsystem.whatsapp.message.timeline;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.timeline.Timeline.Location;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Reads rows of {@code messages} by their keys; the times tell which partitions are needed. */
final class MessageRows {

    private static final String SELECT = "select " + ArchivedMessage.COLUMNS.names("m")
            + " from whatsapp_gateway.messages_at(:session, :chats, :times, :numbers) m";

    private final JdbcClient jdbc;

    MessageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The messages that are still there, by their numbers. */
    Map<Long, ArchivedMessage> at(SessionName session, List<Location> locations) {
        Map<Long, ArchivedMessage> found = HashMap.newHashMap(locations.size());
        if (!locations.isEmpty()) {
            jdbc.sql(SELECT)
                    .param("session", session.value())
                    .param(
                            "chats",
                            locations.stream().map(Location::chat).distinct().toArray(String[]::new))
                    .param("numbers", locations.stream().map(Location::number).toArray(Long[]::new))
                    .param(
                            "times",
                            new SqlArrayValue(
                                    "timestamptz",
                                    locations.stream().map(Location::timestamp).toArray()))
                    .query((row, n) -> ArchivedMessage.COLUMNS.read(row, 1))
                    .list()
                    .forEach(message -> found.put(message.id(), message));
        }
        return found;
    }
}
