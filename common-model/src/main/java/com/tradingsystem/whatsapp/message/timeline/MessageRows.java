package com.tradingsystem.whatsapp.message.timeline;

import com.tradingsystem.whatsapp.identity.SessionName;
import com.tradingsystem.whatsapp.message.timeline.Timeline.Location;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Reads rows of {@code messages} by their keys; the times tell which partitions are needed. */
final class MessageRows {

    /** What is read of a message, in the order of {@link #read}. Public reads leave out raw_data, which may be megabytes. */
    static final String COLUMNS = """
            id, core_id, is_from_me, chat_id, "timestamp", message_id, from_whatsapp_id, from_lid, to_whatsapp_id, message_type,
            has_media, is_forwarded, body, original_body, caption, media_type, media_mime_type, media_size_bytes,
            media_filename, location_latitude, location_longitude, location_name, location_address, location_url,
            contact_vcard, contact_name, link_preview, metadata, quoted_message_id, quoted_participant, quoted_body, ack,
            ack_status, ack_timestamp, ack_error, edited_at, is_deleted, deleted_at, deleted_by, source, sync_source,
            created_at, updated_at""";

    private static final String SELECT =
            "select " + COLUMNS + " from whatsapp_gateway.messages_at(:session, :chats, :times, :numbers)";

    private static final ArchivedMessage.Place NOWHERE = new ArchivedMessage.Place(null, null, null, null, null);
    private static final ArchivedMessage.Quote NO_QUOTE = new ArchivedMessage.Quote(null, null, null);

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
                    .query((row, n) -> read(row, 1, session))
                    .list()
                    .forEach(message -> found.put(message.id(), message));
        }
        return found;
    }

    /** @param first the number of the first of {@link #COLUMNS} in the row */
    static ArchivedMessage read(ResultSet row, int first, SessionName session) throws SQLException {
        RowCursor columns = new RowCursor(row, first);
        return new ArchivedMessage(
                columns.number(),
                session,
                columns.text(),
                columns.flag(),
                columns.text(),
                columns.time(),
                columns.text(),
                columns.text(),
                columns.textOrNull(),
                columns.textOrNull(),
                columns.text(),
                columns.flag(),
                columns.flag(),
                content(columns),
                quote(columns),
                new ArchivedMessage.Delivery(columns.integer(), columns.text(), columns.timeOrNull(), columns.flag()),
                new ArchivedMessage.Changes(
                        columns.timeOrNull(), columns.flag(), columns.timeOrNull(), columns.textOrNull()),
                new ArchivedMessage.Origin(columns.textOrNull(), columns.text(), columns.time(), columns.time()));
    }

    private static ArchivedMessage.Content content(RowCursor columns) throws SQLException {
        return new ArchivedMessage.Content(
                columns.textOrNull(),
                columns.textOrNull(),
                columns.textOrNull(),
                columns.textOrNull(),
                columns.textOrNull(),
                columns.numberOrNull(),
                columns.textOrNull(),
                place(columns),
                columns.textOrNull(),
                columns.textOrNull(),
                columns.textOrNull(),
                columns.text());
    }

    private static ArchivedMessage.@Nullable Place place(RowCursor columns) throws SQLException {
        var place = new ArchivedMessage.Place(
                columns.decimalOrNull(),
                columns.decimalOrNull(),
                columns.textOrNull(),
                columns.textOrNull(),
                columns.textOrNull());
        return place.equals(NOWHERE) ? null : place;
    }

    private static ArchivedMessage.Quote quote(RowCursor columns) throws SQLException {
        var quote = new ArchivedMessage.Quote(columns.textOrNull(), columns.textOrNull(), columns.textOrNull());
        return quote.equals(NO_QUOTE) ? NO_QUOTE : quote;
    }
}
