package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.identity.SessionName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Reads rows of {@code messages} by their keys, naming exact times so that only the partitions needed are looked at. */
final class MessageRows {

    /** PostgreSQL refutes a partition by a list of constants only up to this length. */
    static final int MOST_TIMES = 100;

    /** Public reads leave out raw_data, which may be megabytes. */
    static final String SELECT = """
            select id, session_name, chat_id, "timestamp", core_id, is_from_me, message_id, from_whatsapp_id, from_lid, to_whatsapp_id,
                   message_type, body, original_body, edited_at, caption, has_media, media_type, media_mime_type,
                   media_size_bytes, media_filename, is_forwarded, quoted_message_id, quoted_participant, quoted_body,
                   location_latitude, location_longitude, location_name, location_address, location_url, contact_vcard,
                   contact_name, link_preview, ack, ack_status, ack_timestamp, ack_error, is_deleted, deleted_at, deleted_by,
                   source, sync_source, created_at, updated_at, metadata
              from whatsapp_gateway.messages
             where session_name = :session
               and chat_id = any(:chats)
               and "timestamp" = any(:times)
               and id = any(:numbers)
               and "timestamp" between :oldest and :newest""";

    private final JdbcClient jdbc;

    MessageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a message is. */
    record Location(long number, String chatId, Instant timestamp) {}

    /** The messages that are still there, by their numbers. */
    Map<Long, ArchivedMessage> at(SessionName session, List<Location> locations) {
        Map<Long, ArchivedMessage> found = HashMap.newHashMap(locations.size());
        for (int from = 0; from < locations.size(); from += MOST_TIMES) {
            List<Location> some = locations.subList(from, Math.min(from + MOST_TIMES, locations.size()));
            for (ArchivedMessage message : select(session, some)) {
                found.put(message.id(), message);
            }
        }
        return found;
    }

    private List<ArchivedMessage> select(SessionName session, List<Location> locations) {
        return bind(jdbc.sql(SELECT), session, locations)
                .query((row, n) -> read(row))
                .list();
    }

    static JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec select, SessionName session, List<Location> locations) {
        List<Instant> times =
                locations.stream().map(Location::timestamp).distinct().sorted().toList();
        return select.param("session", session.value())
                .param(
                        "chats",
                        locations.stream().map(Location::chatId).distinct().toArray(String[]::new))
                .param("numbers", locations.stream().map(Location::number).toArray(Long[]::new))
                .param("times", new SqlArrayValue("timestamptz", times.toArray()))
                .param("oldest", SqlTime.of(times.getFirst()))
                .param("newest", SqlTime.of(times.getLast()));
    }

    private static ArchivedMessage read(ResultSet row) throws SQLException {
        return new ArchivedMessage(
                row.getLong("id"),
                new SessionName(row.getString("session_name")),
                row.getString("core_id"),
                row.getBoolean("is_from_me"),
                row.getString("chat_id"),
                SqlTime.get(row, "timestamp"),
                row.getString("message_id"),
                row.getString("from_whatsapp_id"),
                row.getString("from_lid"),
                row.getString("to_whatsapp_id"),
                row.getString("message_type"),
                row.getBoolean("has_media"),
                row.getBoolean("is_forwarded"),
                content(row),
                new ArchivedMessage.Quote(
                        row.getString("quoted_message_id"),
                        row.getString("quoted_participant"),
                        row.getString("quoted_body")),
                new ArchivedMessage.Delivery(
                        row.getInt("ack"),
                        row.getString("ack_status"),
                        SqlTime.find(row, "ack_timestamp"),
                        row.getBoolean("ack_error")),
                new ArchivedMessage.Changes(
                        SqlTime.find(row, "edited_at"),
                        row.getBoolean("is_deleted"),
                        SqlTime.find(row, "deleted_at"),
                        row.getString("deleted_by")),
                new ArchivedMessage.Origin(
                        row.getString("source"),
                        row.getString("sync_source"),
                        SqlTime.get(row, "created_at"),
                        SqlTime.get(row, "updated_at")));
    }

    private static ArchivedMessage.Content content(ResultSet row) throws SQLException {
        return new ArchivedMessage.Content(
                row.getString("body"),
                row.getString("original_body"),
                row.getString("caption"),
                row.getString("media_type"),
                row.getString("media_mime_type"),
                row.getObject("media_size_bytes", Long.class),
                row.getString("media_filename"),
                place(row),
                row.getString("contact_vcard"),
                row.getString("contact_name"),
                row.getString("link_preview"),
                row.getString("metadata"));
    }

    private static ArchivedMessage.@Nullable Place place(ResultSet row) throws SQLException {
        var place = new ArchivedMessage.Place(
                row.getBigDecimal("location_latitude"),
                row.getBigDecimal("location_longitude"),
                row.getString("location_name"),
                row.getString("location_address"),
                row.getString("location_url"));
        return place.equals(new ArchivedMessage.Place(null, null, null, null, null)) ? null : place;
    }
}
