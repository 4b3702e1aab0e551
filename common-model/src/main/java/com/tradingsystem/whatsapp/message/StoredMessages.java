package com.tradingsystem.whatsapp.message;

import com.tradingsystem.whatsapp.batch.Pipeline;
import com.tradingsystem.whatsapp.batch.Plans;
import com.tradingsystem.whatsapp.batch.RowReader;
import com.tradingsystem.whatsapp.batch.SqlTime;
import com.tradingsystem.whatsapp.batch.Timestamps;
import com.tradingsystem.whatsapp.identity.Jid;
import com.tradingsystem.whatsapp.identity.MessageKey;
import com.tradingsystem.whatsapp.identity.MessageRef;
import com.tradingsystem.whatsapp.message.annotation.AckCandidate;
import com.tradingsystem.whatsapp.message.annotation.MessageRefs;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds what is stored of messages: by their keys where they are, and there by the exact time the row itself. */
final class StoredMessages {

    /** The lateral keeps the server to one index probe per message, however small it takes the table to be. */
    private static final String FIND_KEYS = """
            select k.session_name, k.chat_id, k.core_id, k.is_from_me, k.author, k.id, k."timestamp"
              from %s
             cross join lateral (
               select * from whatsapp_gateway.message_keys k
                where k.session_name = r.session_name and k.chat_id = r.chat_id and k.core_id = r.core_id offset 0) k""".formatted(MessageRefs.COLUMNS.unnest("r"));

    /** The last parameter names the times once more, as a constant, so that other chunks are not even looked at. */
    static final String FIND_ROWS = """
            select m.id, m.chat_id, m."timestamp", m.message_id,
                   m.from_whatsapp_id, m.to_whatsapp_id, m.quoted_participant, m.body, m.original_body, m.edited_at,
                   m.media_filename, m.contact_name, m.ack, m.ack_timestamp, m.ack_error, m.deleted_at, m.deleted_by,
                   m.time_rank, m.content_rank, m.content_at, m.content_event, m.created_at,
                   m.metadata -> 'erased' is not null as erased
              from %s
              join whatsapp_gateway.messages m
                on m.session_name = r.session_name and m.chat_id = r.chat_id and m."timestamp" = r."timestamp" and m.id = r.id
             where m."timestamp" = any (?)""".formatted(KeyRow.PLACES.unnest("r"));

    private static final String FIND_DETAILS =
            """
            select m.id, %s
              from %s
              join whatsapp_gateway.messages m
                on m.session_name = r.session_name and m.chat_id = r.chat_id and m."timestamp" = r."timestamp" and m.id = r.id
             where m."timestamp" = any (?)""".formatted(StoredDetails.COLUMNS.names("m"), KeyRow.PLACES.unnest("r"));

    private StoredMessages() {}

    /** Asks for the keys of the messages these names fit, in exactly these chats. */
    static Pipeline.Answer<KeyRow> keys(Connection connection, List<MessageRef> refs) throws SQLException {
        return MessageRefs.COLUMNS.ask(connection, FIND_KEYS, refs, KeyRow::read);
    }

    /** The rows at these places under the keys they have by now; a key whose row retention took has none. */
    static Map<Long, StoredMessage> rows(Connection connection, Map<KeyRow, MessageKey> keys) throws SQLException {
        Map<Long, StoredMessage> result = new HashMap<>();
        if (!keys.isEmpty()) {
            Map<Long, KeyRow> byNumber = new HashMap<>();
            keys.keySet().forEach(row -> byNumber.put(row.id(), row));
            at(connection, FIND_ROWS, List.copyOf(keys.keySet()), row -> {
                        KeyRow key = Objects.requireNonNull(byNumber.get(row.getLong("id")));
                        return row(row, Objects.requireNonNull(keys.get(key)), key.author());
                    })
                    .forEach(found -> result.put(found.id(), found));
        }
        return result;
    }

    /** The details of the content of these rows, by the messages' numbers. */
    static Map<Long, StoredDetails> details(Connection connection, List<KeyRow> keys) throws SQLException {
        Map<Long, StoredDetails> result = new HashMap<>();
        if (!keys.isEmpty()) {
            at(connection, FIND_DETAILS, keys, row -> Map.entry(row.getLong(1), StoredDetails.COLUMNS.read(row, 2)))
                    .forEach(entry -> result.put(entry.getKey(), entry.getValue()));
        }
        return result;
    }

    private static <T> List<T> at(Connection connection, String sql, List<KeyRow> keys, RowReader<T> reader)
            throws SQLException {
        Object times = Timestamps.array(
                connection, keys.stream().map(KeyRow::timestamp).toList());
        return Plans.custom(connection, () -> KeyRow.PLACES.ask(connection, sql, keys, reader, times))
                .get();
    }

    private static StoredMessage row(ResultSet row, MessageKey key, @Nullable Jid author) throws SQLException {
        Instant editedAt = SqlTime.find(row, "edited_at");
        String deletedBy = row.getString("deleted_by");
        Content content = new Content(
                row.getString("message_id"),
                Jid.stored(row.getString("chat_id")),
                Jid.stored(row.getString("from_whatsapp_id")),
                Jid.storedOrNull(row.getString("to_whatsapp_id")),
                Jid.storedOrNull(row.getString("quoted_participant")),
                row.getString(editedAt == null ? "body" : "original_body"),
                row.getString("media_filename"),
                row.getString("contact_name"),
                null);
        MessageState state = new MessageState(
                new TimestampCandidate(row.getInt("time_rank"), SqlTime.get(row, "timestamp")),
                new ContentCandidate(
                        row.getInt("content_rank"),
                        SqlTime.get(row, "content_at"),
                        row.getString("content_event"),
                        content),
                new AckCandidate(row.getInt("ack"), SqlTime.find(row, "ack_timestamp"), row.getBoolean("ack_error")),
                author);
        MessageRow shown = new MessageRow(
                key,
                state,
                row.getString("body"),
                editedAt,
                SqlTime.find(row, "deleted_at"),
                Jid.storedOrNull(deletedBy),
                row.getBoolean("erased"));
        return new StoredMessage(row.getLong("id"), SqlTime.get(row, "created_at"), shown);
    }
}
